"""Environments of processes that tests start."""

import os


def bare_environment(**variables: str) -> dict[str, str]:
    """The given variables, with nothing of the tests' own environment but PATH and what coverage has set."""
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("COVERAGE_")}
    return {**kept, **variables}
