"""Each numbered fault of the first trials has a test that names it: docs/faults.md and the tests agree."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NUMBER = r"[A-F]\d{1,2}"
NAMED = re.compile(rf"^({NUMBER}(?:, {NUMBER})*): ")


def told() -> set[str]:
    """The numbers that the page lists."""
    return set(re.findall(rf"^\| ({NUMBER}) \|", (ROOT / "docs/faults.md").read_text(), re.MULTILINE))


def numbers(text: str) -> set[str]:
    found = NAMED.match(text)
    return set(found.group(1).split(", ")) if found else set()


def of_python(source: str) -> set[str]:
    """The numbers that test functions of a Python file name at the start of their docstrings."""
    tests = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    )
    return set().union(*(numbers(ast.get_docstring(test) or "") for test in tests))


def of_browser(source: str) -> set[str]:
    """The numbers that tests of a TypeScript file name at the start of their names."""
    return set().union(*(numbers(name) for name in re.findall(r"""\btest\(\s*["'`](.*?)["'`],""", source)))


def proven() -> dict[str, list[str]]:
    """{number: the files with a test that names it}."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("*")):
        read = {".py": of_python, ".ts": of_browser}.get(path.suffix)
        for number in read(path.read_text()) if read else ():
            found.setdefault(number, []).append(str(path.relative_to(ROOT)))
    return found


def test_each_fault_has_its_test() -> None:
    assert sorted(told() - proven().keys()) == []


def test_each_number_in_a_test_is_told() -> None:
    assert {number: where for number, where in proven().items() if number not in told()} == {}


def test_the_law_sees_a_test_without_a_number() -> None:
    """Planted: a number in the middle of a sentence, in a helper, or in a comment is no proof."""
    assert of_python('def test_x():\n    """A1, C12: so."""') == {"A1", "C12"}
    assert of_python('def test_x():\n    """So says A1: no."""') == set()
    assert of_python('def helper():\n    """A1: so."""\ndef test_x():\n    # A2: so\n    pass') == set()
    assert of_browser('test("D6: the timer", () => {})') == {"D6"}
    assert of_browser('// D6: the timer\ntest("the timer", () => {})') == set()
