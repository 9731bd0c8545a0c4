"""Runs the common syntax abstractly: objects, their bounds, and the facts that change them."""
