"""Objects of which nothing comes: contexts that are only asked, parameters of JSSE that nobody is given.

A method that gives parameters `gives a copy
<https://docs.oracle.com/en/java/javase/21/docs/api/java.base/javax/net/ssl/SSLContext.html#getDefaultSSLParameters()>`_,
and a context without a factory or engine connects nowhere: ``SSLContext.getInstance(p)`` alone asks
whether a provider has ``p``. So do Python's, until a connection or socket is made with them: without
one they `match a key with a certificate
<https://www.pyopenssl.org/en/stable/api/ssl.html#OpenSSL.SSL.Context.check_privatekey>`_. A pool of
urllib3 connects when a request is made.
Of a context of JSSE comes no more than its sockets and engines where nothing else is done with it;
what these are told to enable replaces what its name stands for.
"""

from __future__ import annotations

from typing import Any

from tlslint import syntax as s
from tlslint.bounds import NOBODY, Cause
from tlslint.engine.machine import ASKED, Frame
from tlslint.engine.spans import span_of
from tlslint.engine.world import Obj, World
from tlslint.values import Ref, Value, alternatives, leaves

#: Methods of pools that compare addresses.
_ADDRESSES = frozenset({"is_same_host"})
_CONTEXT, _PARAMETERS = "javax.net.ssl.SSLContext", "javax.net.ssl.SSLParameters"
#: What rules call the parameters with all that is supported.
_SUPPORTED = "tlslint.SupportedSSLParameters"
#: Contexts → methods that tell about them, or load what they would show.
_CONTEXTS = {
    _CONTEXT: frozenset({"getProvider", "getProtocol", "toString", "hashCode", "getClass"}),
    "OpenSSL.SSL.Context": frozenset(
        {
            "add_extra_chain_cert",
            "check_privatekey",
            "load_verify_locations",
            "set_passwd_cb",
            "use_certificate",
            "use_certificate_chain_file",
            "use_certificate_file",
            "use_privatekey",
            "use_privatekey_file",
        }
    ),
    "ssl.SSLContext": frozenset(
        {"get_ca_certs", "get_ciphers", "load_cert_chain", "load_verify_locations", "set_ciphers"}
    ),
    "urllib3.connection_from_url": _ADDRESSES,
    "urllib3.HTTPSConnectionPool": _ADDRESSES,
}
TYPES = frozenset({*_CONTEXTS, _PARAMETERS, _SUPPORTED})
_FACTORY = "javax.net.ssl.SSLSocketFactory"
#: What makes sockets and engines → the methods that do no more than that with it.
_MAKING = {
    _CONTEXT: frozenset({"init", "getSocketFactory", "createSSLEngine"}),
    _FACTORY: frozenset({"createSocket", "getDefaultCipherSuites", "getSupportedCipherSuites"}),
}
#: Types whose methods are looked at.
WATCHED = TYPES | {_FACTORY}


def told(machine: Any, ref: Ref, func: s.Attr, frame: Frame) -> None:
    """A method of an object is called that by itself changes nothing for others."""
    obj = machine.obj(ref)
    if func.name in _MAKING.get(obj.type, ()):
        makes(machine, ref, func.value, frame)
        return
    if obj.type in _CONTEXTS:
        idle = func.name in _CONTEXTS[obj.type]
    else:  # what a method is given is another's; a call ends with its arguments
        made = bool(obj.maker) or machine.s.text[ref.span.end - 1 : ref.span.end] == b")"
        idle = made and func.name[:3] in ("get", "set")
    if idle and isinstance(func.value, s.Call):
        _come_to_nothing(machine, ref)
    elif idle and isinstance(func.value, s.Name) and frame.parent is not None:
        if machine.s.local(frame, func.value.id) is not None:
            machine.s.compared[ref.id] = machine.s.compared.get(ref.id, 0) + 1


def read(machine: Any, ref: Ref, name: str, owner: s.Expr, frame: Frame) -> None:
    """Kotlin writes a getter as a property."""
    getters = _MAKING.get(machine.obj(ref).type, ())
    if f"get{name[:1].upper()}{name[1:]}" in getters:
        makes(machine, ref, owner, frame)


def makes(machine: Any, ref: Ref, owner: s.Expr, frame: Frame) -> None:
    """A context or factory, written as ``owner``, makes something, which is all that is done with it here."""
    if isinstance(owner, s.Name):
        if frame.parent is None or machine.s.local(frame, owner.id) is None:
            return
    elif not isinstance(owner, s.Call if machine.language == "java" else (s.Call, s.Attr)):
        return
    named = not isinstance(owner, s.Call)
    machine.s.making[ref.id] = machine.s.making.get(ref.id, 0) + named


def thrown_away(machine: Any, value: Value, made: s.Expr) -> None:
    """What a statement makes is kept by nobody."""
    if isinstance(value, Ref) and value.span == span_of(made):
        if machine.obj(value).type in TYPES:
            _come_to_nothing(machine, value)


def replaced(machine: Any, old: Value | None) -> None:
    """What a variable of a function holds is replaced by another object: if it was never looked at, that was all."""
    for option in alternatives(old) if old is not None else ():
        if isinstance(option, Ref) and option.id not in machine.s.looked:
            if machine.obj(option).type in _CONTEXTS:
                _come_to_nothing(machine, option)


def left(machine: Any, ref: Ref) -> None:
    """Nothing in a function reads the variable that it gave an object."""
    if machine.obj(ref).type in _CONTEXTS:
        _come_to_nothing(machine, ref)


def _come_to_nothing(machine: Any, ref: Ref) -> None:
    machine.look_at(ref)
    machine.s.compared[ref.id] = machine.s.compared.get(ref.id, 0) + 1


def unread(machine: Any, root: World) -> frozenset[int]:
    """Objects that were only compared or asked, and that no more than one variable of a function holds."""
    return _held_once(root, {n for n in machine.s.compared if machine.s.only_compared(n)})


def _makers(machine: Any, root: World) -> frozenset[int]:
    """Contexts and factories with which no more is done than to make what they make."""
    return _held_once(root, {n for n in machine.s.making if machine.s.only_makes(n)})


def _held_once(root: World, numbers: set[int]) -> frozenset[int]:
    """Those that no more than one variable holds."""
    holding: set[int] = set()
    for value in root.variables.values() if numbers else ():
        held = {v.id for v in leaves(value) if isinstance(v, Ref) and v.id in numbers}
        numbers -= held & holding
        holding |= held
    return frozenset(numbers)


def replaced_by_products(machine: Any, root: World) -> frozenset[int]:
    """Contexts of which all that comes was told other versions, and factories of these."""
    makers = _makers(machine, root)
    made: dict[int, list[int]] = {}
    for number, obj in root.objects.items() if makers else ():
        if obj.maker in makers:
            made.setdefault(obj.maker, []).append(number)

    def told_others(number: int, own: set[Cause]) -> bool:
        """Whether a list that is known replaced what an object has of its maker, or all that it makes in turn."""
        obj = root.objects[number]
        if not own & _causes(obj):
            return all(c.source == "explicit" for b in obj.states for _, c in b.switches)
        products = made.get(number, ())
        return bool(products) and all(told_others(n, own) for n in products if n != number)

    return frozenset(
        n for n in made if all(told_others(p, _causes(root.objects[n])) for p in made[n])
    )


def _causes(obj: Obj) -> set[Cause]:
    """What lets the versions of an object in or keeps them out."""
    found = {c for b in obj.states for c in (b.floor.cause, b.ceiling.cause)}
    return (found | {c for b in obj.states for _, c in b.switches}) - {NOBODY}


def wake(machine: Any, root: World) -> None:
    """Have functions run that may see what a variable around them holds of which nothing came yet."""
    numbers = unread(machine, root) | _makers(machine, root)
    holding = {
        key[0]
        for key, value in (root.variables.items() if numbers else ())
        if any(isinstance(v, Ref) and v.id in numbers for v in alternatives(value))
    }
    for item in machine.idle[:] if holding else ():
        frame: Frame | None = item[0].frame
        while frame is not None and frame.number not in holding:
            frame = frame.parent
        if frame is not None:
            machine.idle.remove(item)
            machine.pending.append(item)


def words(obj: Obj) -> str:
    """What is said of an object of which nothing comes."""
    if obj.type in _CONTEXTS:
        return "nothing comes of it: it is only asked or thrown away, and gives no socket or engine"
    return (
        "nothing comes of it: it is a copy, which nothing is given" if obj.type in TYPES else ASKED
    )
