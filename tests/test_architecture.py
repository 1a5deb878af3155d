"""The shape of the house: imports point downward only, the core is pure, and nothing grows too long."""

import ast
from functools import cache
from pathlib import Path

import pytest

from articles.captures.version import LEFT_OUT, PACKAGES

ROOT = Path(__file__).resolve().parent.parent
MAX_MODULE = 300  # lines
MAX_FUNCTION = 40  # lines

MAX_MODULES = 12  # in a folder

# Packages from the ground up: each imports from those before it only. "articles" stands for the modules at its root.
ORDER = [
    *("lexicon", "text", "understanding", "documents", "captures", "typography", "languages"),
    *("database", "search", "models", "headlines"),
    *("importing", "mending", "operations", "pages", "publishing", "templatetags", "articles"),
    *("api", "management", "admin", "newsreader"),
]
PURE = (
    *("lexicon", "text", "understanding", "documents.formats", "documents.html", "captures", "typography"),
    "headlines.comparing",
)
# What has no place in the core: the framework, files, processes, the network, the clock and chance.
IMPURE = {
    *("django", "django_htmx", "django_tasks_db", "psycopg", "sqlite3"),
    *("os", "sys", "pathlib", "io", "shutil", "tempfile", "glob", "subprocess", "threading", "multiprocessing"),
    *("socket", "http", "urllib.request", "asyncio", "time", "random", "secrets"),
}
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for top in ("articles", "newsreader")
    for path in sorted((ROOT / top).rglob("*.py"))
}
WRITTEN = {name: path for name, path in MODULES.items() if ".migrations" not in name and path.stat().st_size}


@cache
def tree_of(name):
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def package_of(name):
    """The package of `ORDER` that a module belongs to."""
    parts = name.split(".")
    inner = parts[1] if parts[1:] and (ROOT / parts[0] / parts[1]).is_dir() else "articles"
    return "newsreader" if parts[0] == "newsreader" else inner


def folder_of(name):
    """The dotted name of the folder in which a module lies."""
    return name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]


def is_pure(name):
    return any(f"{name}.".startswith(f"articles.{package}.") for package in PURE)


def imports_of(name):
    """The modules that a module imports, wherever in it, with the lines: 'from a import b' is a.b if that is one."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(filter(None, [above, node.module]))
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield (full if full in MODULES else base), node.lineno


def ours_of(name):
    """The modules of this project that a module imports, itself left out."""
    return {target for target, _ in imports_of(name) if target in MODULES and target != name}


@pytest.mark.parametrize("name", [name for name in MODULES if ".migrations" not in name])
def test_imports_point_downward_only(name):
    own = ORDER.index(package_of(name))

    upward = [
        f"line {line}: {target}"
        for target, line in imports_of(name)
        if target in MODULES and ORDER.index(package_of(target)) > own
    ]

    assert not upward, f"{name} is in {package_of(name)} and imports from above"


def test_no_module_imports_itself_by_way_of_others():
    left = {name: ours_of(name) for name in MODULES if ".migrations" not in name}

    while free := {name for name, targets in left.items() if not targets & left.keys()}:
        left = {name: targets for name, targets in left.items() if name not in free}

    assert not left


def test_folders_side_by_side_do_not_import_each_other_in_circles():
    links = {(folder_of(name), folder_of(target)) for name in MODULES for target in ours_of(name)}

    circles = [
        (one, other)
        for one, other in links
        if one < other and (other, one) in links and not f"{other}.".startswith(f"{one}.")
    ]

    assert not circles


@pytest.mark.parametrize("top", ["articles", "newsreader", "tests", "benchmarks"])
def test_no_folder_holds_too_many_modules(top):
    folders = [path for path in (ROOT / top).rglob("*") if path.is_dir() and path.name != "migrations"]

    modules = {path: set(path.glob("*.py")) - {path / "__init__.py"} for path in (ROOT / top, *folders)}

    assert {path: len(found) for path, found in modules.items() if len(found) > MAX_MODULES} == {}


@pytest.mark.parametrize("name", [name for name in WRITTEN if is_pure(name)])
def test_core_is_pure(name):
    reached = [
        f"line {line}: {target}"
        for target, line in imports_of(name)
        if any(target == impure or target.startswith(impure + ".") for impure in IMPURE)
    ]

    assert not reached, f"{name} is pure and reaches outside"


@pytest.mark.parametrize("name", WRITTEN)
def test_module_says_what_it_is_in_a_docstring(name):
    assert ast.get_docstring(tree_of(name)), "a module's docstring is one sentence"


@pytest.mark.parametrize("name", WRITTEN)
def test_nothing_is_too_long(name):
    lines = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    functions = [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    long = [
        f"{node.name}: {length}" for node in functions if (length := node.end_lineno - node.lineno + 1) > MAX_FUNCTION
    ]

    assert lines <= MAX_MODULE
    assert not long


def test_packages_are_named_as_they_are():
    """A renamed package must not slip out of the order, or out of what is pure, unseen."""
    packages = {package_of(name) for name in MODULES if ".migrations" not in name}

    assert packages == set(ORDER)
    assert [name for name in PURE if f"articles.{name}" not in MODULES] == []


def test_every_module_that_decides_a_capture_is_part_of_its_version():
    reached, waiting = set(), ["articles.captures.building"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting += ours_of(name) - reached

    paths = {MODULES[name].relative_to(ROOT / "articles").as_posix() for name in reached}

    assert len(paths) > 50
    assert [path for path in paths if path.split("/")[0] not in PACKAGES or path.startswith(LEFT_OUT)] == []
