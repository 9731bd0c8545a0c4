"""Python lowered to the common syntax: where lines are broken says nothing."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from shape import shape

from tlslint import rules as loading
from tlslint.languages import python
from tlslint.languages.base import parse

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = [
    pytest.param(example.code, id=f"{library.file}:{example.line}")
    for library in loading.libraries(loading.documents(ROOT / "rules"), examples=True)
    for example in library.examples
    if example.language == "python"
]
OTHERS = """
import a . b . c as d , e . f
from . g import h as i , j
from k . l import ( m , n )
class A ( B , metaclass = C ) :
    def f ( self , p : int = 1 , * q , ** r ) -> int :
        return ( yield p )
with a . b ( c ) as d , e : pass
with pytest . raises ( A ) as d : x ( )
try : pass
except ( A , B ) as e : raise X ( e ) from e
except C : pass
else : pass
finally : pass
match a . b :
    case 1 | 2 if c : pass
    case _ : pass
v = a if b else c
w = [ f ( x ) for x in y if x . z > 1 if x ]
w = ( f ( x ) for x in y )
a [ 1 ] , b . c = d is not e , f not in g , not h
a = b = c
a . b |= ~ c & - d
del a [ 1 ] , b . c
g = lambda x , y = 1 : x or y and z
f ( * a , ** b )
d = { 1 : 2 , ** e }
s = { 1 , 2 }
t = "a" "b"
print ( ( n := 1 ) )
@ a . b ( 1 )
async def f ( ) :
    async with a as b : await c
for x , y in z : continue
else : pass
while a < b : break
assert a , b
global u
"""

#: how a line is broken; the grammar takes less indentation for the end of a block here and there
CONTINUED = " \\\n"
COMMENT = f" # TLSv1\n{' ' * 40}"

#: what is no token of a line
_LAYOUT = {tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT}


def lowered(source: str) -> str:
    text = source.encode()
    root = parse(python.GRAMMAR[0], text, python.GRAMMAR[1]).root_node
    return shape(python.lower(root, text, range(len(text))))


def meaning(source: str) -> str | None:
    """What Python itself reads; None where it cannot."""
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def gaps(source: str) -> Iterator[tuple[int, bool]]:
    """The places between two tokens of one line, and whether brackets are open there."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    depth = formatted = 0
    before = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        name = tokenize.tok_name[token.type]
        layout = token.type in _LAYOUT or token.type == tokenize.ENDMARKER
        if not before and not layout and not formatted:
            yield starts[token.start[0] - 1] + token.start[1], depth > 0
        depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        formatted += name.endswith("STRING_START") - name.endswith("STRING_END")
        before = layout


def check(source: str, *, singly: bool) -> None:
    """That breaks at all places together, and at each of them, change nothing."""
    wanted, meant = lowered(source), meaning(source)
    if meant is None:
        return
    for text in (CONTINUED, COMMENT):
        changed = source
        for at, inside in reversed(list(gaps(source))):
            if inside or text == CONTINUED:
                changed = changed[:at] + text + changed[at:]
                if singly:
                    one = source[:at] + text + source[at:]
                    assert meaning(one) == meant
                    assert lowered(one) == wanted, one[max(0, at - 60) : at + 60]
        assert lowered(changed) == wanted


@pytest.mark.parametrize("source", EXAMPLES)
def test_where_the_lines_of_an_example_are_broken_says_nothing(source: str) -> None:
    check(source, singly=False)


def test_where_a_line_is_broken_says_nothing() -> None:
    check(OTHERS, singly=True)
