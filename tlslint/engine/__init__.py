"""Runs the common syntax abstractly: objects, their bounds, and the facts that change them.

The interpreter is one chain of classes, each in a module of its name, from the bottom to the top:
`Effects` (objects and their bounds), `Matching` (facts × rules), `Flows` (constants), `Names`,
`Assignment`, `Special` (functions of the languages themselves), `Calls`, `Expressions`,
`Functions`, `Branches`, `Statements`, `File`. What needs none of its state is plain functions:
`operators`, `builtins` with the names in `libraries`, `asking`, `decode`, `choices`.
"""
