"""The shape of the house: imports point downward only, the core is pure, and nothing grows too long."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_MODULE = 300  # lines
MAX_FUNCTION = 40  # lines

# The longest name that fits decides; within one layer imports are free.
LAYERS = {
    "newsreader": 6,
    "articles": 5,  # views, admin, forms, feeds, sitemaps, tasks, management, templatetags, pages, context, urls
    "articles.importing": 4,
    "articles.linking": 4,
    "articles.models": 3,
    "articles.models.querysets": 2,
    "articles.database.bulk": 1,
    "articles.search": 1,
    "articles.understanding": 0,
    "articles.captures.planning": 0,
    "articles.text.urls": 0,
    "articles.captures.line_counts": 0,
    "articles.text.components": 0,
    "articles.documents.problems": 0,
    "articles.captures.rendering": 0,
    "articles.headlines.comparing.edits": 0,
    "articles.headlines.comparing.labels": 0,
    "articles.headlines.comparing.nearest_article": 0,
    "articles.headlines.comparing.comparable": 0,
    "articles.headlines.comparing.matching": 0,
    "articles.headlines.comparing.blocking_keys": 0,
    "articles.headlines.comparing.edit_costs": 0,
    "articles.lexicon.headline_words": 0,
    "articles.pages.word_diff": 0,
    "articles.search.query": 0,
    "articles.search.highlight": 0,
    "articles.text": 0,
    "articles.lexicon": 0,
    "articles.database": 1,
    "articles.documents": 0,
    "articles.documents.sources": 1,
    "articles.captures": 0,
    "articles.headlines": 4,
    "articles.headlines.comparing": 0,
    "articles.operations": 5,
}
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


def layer(name):
    parts = name.split(".")
    return next(LAYERS[known] for i in range(len(parts), 0, -1) if (known := ".".join(parts[:i])) in LAYERS)


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


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_downward_only(name):
    ours = [(target, line) for target, line in imports_of(name) if target.split(".")[0] in ("articles", "newsreader")]

    upward = [f"line {line}: {target}" for target, line in ours if layer(target) > layer(name)]

    assert not upward, f"{name} is of layer {layer(name)} and imports from above"


@pytest.mark.parametrize("name", [name for name in WRITTEN if layer(name) == 0])
def test_core_is_pure(name):
    reached = [
        f"line {line}: {target}"
        for target, line in imports_of(name)
        if any(target == impure or target.startswith(impure + ".") for impure in IMPURE)
    ]

    assert not reached, f"{name} is of the core and reaches outside"


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


def test_layers_name_what_exists():
    """A renamed module must not slip out of its layer unseen."""
    assert [name for name in LAYERS if name not in MODULES] == []
