"""Find the words of files that Babel cannot read well itself: JavaScript with JSX, TOML data, the web app manifest.

Babel's own JavaScript lexer silently loses strings in JSX (an apostrophe in text is enough), so the phone's files go
through a real parser, and a file that does not parse stops the extraction.
"""

import ast
import json
import tomllib
from collections.abc import Iterator

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser, Tree

# The tsx grammar reads plain JavaScript and JSX too, and accepts files that the JavaScript grammar refuses.
JSX = Language(tree_sitter_typescript.language_tsx())

SPOKEN_BY_TOML = ("label", "explanation")
SPOKEN_ATTRIBUTES = {"title", "alt", "aria-label", "aria-description", "placeholder", "label"}

Found = tuple[int, str, str | tuple[str | None, ...], list[str]]


def parse(source: bytes, name: str) -> Tree:
    """Return the syntax tree of one JavaScript or JSX file. Raises SyntaxError where a string could get lost."""
    tree = Parser(JSX).parse(source)
    if tree.root_node.has_error:
        raise SyntaxError(f"{name} does not parse")
    return tree


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, in the order of the text."""
    yield node
    for child in node.children:
        yield from walk(child)


def constant(node: Node) -> str | None:
    """Return the text of a constant string, also one joined with +; None for what is only known at run time."""
    if node.type in ("string", "template_string"):
        return None if _has(node, "template_substitution") else "".join(map(_piece, node.named_children))
    if node.type == "parenthesized_expression":
        return constant(node.named_children[0])
    if node.type == "binary_expression" and _field(node, "operator") == "+":
        halves = [constant(node.child_by_field_name(side)) for side in ("left", "right")]
        return None if None in halves else "".join(halves)
    return None


def javascript(fileobj, keywords, comment_tags, options) -> Iterator[Found]:
    """Babel extraction method for .js and .jsx: every call of a gettext function, with its translator comments."""
    tree = parse(fileobj.read(), getattr(fileobj, "name", "a file"))
    comments = {
        n.end_point.row: n.text.decode().strip("/* ") for n in walk(tree.root_node) if n.type == "comment"
    }
    for node in walk(tree.root_node):
        if node.type == "call_expression" and _called(node) in keywords:
            row = node.start_point.row
            notes = [
                comments[r] for r in (row - 1, row) if comments.get(r, "").startswith(tuple(comment_tags))
            ]
            given = [
                constant(a)
                for a in node.child_by_field_name("arguments").named_children
                if a.type != "comment"
            ]
            yield row + 1, _called(node), given[0] if len(given) == 1 else tuple(given), notes


def toml(fileobj, keywords, comment_tags, options) -> Iterator[Found]:
    """Babel extraction method for the data files: what a patient reads of each entry."""
    for entries in tomllib.loads(fileobj.read().decode()).values():
        for entry in entries:
            for field in SPOKEN_BY_TOML:
                if field in entry:
                    yield 1, "gettext", entry[field], []


def manifest(fileobj, keywords, comment_tags, options) -> Iterator[Found]:
    """Babel extraction method for manifest.json: what the phone shows of it."""
    app = json.load(fileobj)
    spoken = [
        app["description"],
        *(s["name"] for s in app["shortcuts"]),
        *(s["label"] for s in app["screenshots"]),
    ]
    for text in dict.fromkeys(spoken):
        yield 1, "gettext", text, []


def unspoken(source: bytes, name: str) -> list[str]:
    """Return words of a JSX file that nobody can translate, each as "file:row: words"."""
    return [
        f"{name}:{node.start_point.row + 1}: {text}"
        for node in walk(parse(source, name).root_node)
        if (text := _bare_words(node)) and any(letter.isalpha() for letter in text)
    ]


def _bare_words(node: Node) -> str:
    if node.type == "jsx_text":
        return " ".join(node.text.decode().split())
    if node.type == "jsx_attribute" and node.named_children[0].text.decode() in SPOKEN_ATTRIBUTES:
        return constant(node.named_children[-1]) or ""
    return ""


def _called(node: Node) -> str:
    function = node.child_by_field_name("function")
    return _field(function, "property") if function.type == "member_expression" else function.text.decode()


def _field(node: Node, name: str) -> str:
    return node.child_by_field_name(name).text.decode()


def _has(node: Node, kind: str) -> bool:
    return any(child.type == kind for child in node.children)


def _piece(node: Node) -> str:
    text = node.text.decode()
    # JavaScript's escapes that people write in sentences (\n, \u2019, \') mean the same in Python.
    return ast.literal_eval(f'"{text}"') if node.type == "escape_sequence" else text
