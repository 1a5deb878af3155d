# Each target does its own set-up on a fresh machine with Python 3.12 or newer.

python := .venv/bin/python
ARGS ?=
URL ?= http://127.0.0.1:8000
N ?=
DB ?=

.PHONY: help run test test-faults coverage lint bench bench-understanding bench-scale bench-serving check-instance messages lock clean
.DEFAULT_GOAL := help

help: ## show these lines
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 28

run: ## the site on http://127.0.0.1:8000/ with its worker, until Ctrl-C (PORT, HOST and docs/settings.md)
	@.ci/environment requirements.txt
	@exec $(python) -m newsreader.run

test: ## all tests on SQLite and on PostgreSQL, with a browser (ARGS="-k headline" for some of them)
	@.ci/environment requirements-dev.txt
	@exec $(python) -m tests.run $(ARGS)

test-faults: ## what docs/faults.md lists, each row with its figure (ARGS="--write docs/faults.md" or as for pytest)
	@.ci/environment requirements-dev.txt
	@exec $(python) -m pytest -m fault -s tests/faults $(ARGS)

coverage: ## which lines and branches the tests on SQLite reach (ARGS as for make test)
	@.ci/environment requirements-dev.txt
	@.ci/coverage $(ARGS)

lint: ## ruff, mypy, djlint, missing migrations, the deployment check of Django
	@.ci/environment requirements-dev.txt
	@.ci/lint

bench: ## the measurements in benchmarks/ (ARGS="importing" for some of them)
	@.ci/environment requirements-dev.txt
	@exec $(python) -m benchmarks $(ARGS)

bench-understanding: ## understanding beside its peers (ARGS="CORPUS --shipped" for pages that the weights never saw)
	@.ci/environment benchmarks/understanding/requirements.txt .venv-bench
	@exec .venv-bench/bin/python -m benchmarks.understanding $(ARGS)

bench-scale: ## importing and reading N documents (N=100000, DB=sqlite or postgresql, ARGS="--folder FOLDER": to go on in)
	@.ci/environment benchmarks/scale/requirements.txt .venv-bench-scale
	@exec .venv-bench-scale/bin/python -m benchmarks.scale $(or $(N),100000) $(if $(DB),--database $(DB)) $(ARGS)

bench-serving: ## the cost of a request with N documents, beside nginx and Wagtail (N=10000, DB, ARGS="--quick" for a first look)
	@.ci/environment benchmarks/serving/requirements.txt .venv-bench-serving
	@exec .venv-bench-serving/bin/python -m benchmarks.serving $(or $(N),10000) $(if $(DB),--database $(DB)) $(ARGS)

check-instance: ## what must hold on the open internet, row by row, at URL (ARGS="--user NAME --password-file FILE")
	@.ci/environment requirements.txt
	@exec $(python) -m benchmarks.instance "$(URL)" $(ARGS)

messages: ## gather the strings of the interface into locale/, for translators
	@.ci/environment requirements-dev.txt
	@exec $(python) manage.py makemessages

lock: ## compile the requirements files: every package, its version and its hashes (ARGS=--upgrade renews the indirect ones)
	@.ci/environment requirements-lock.txt .venv-lock
	@.ci/lock $(ARGS)

clean: ## remove the environments and caches; the library in var/ stays
	rm -rf .venv .venv-bench .venv-bench-scale .venv-bench-serving .venv-lock .pytest_cache .ruff_cache .mypy_cache .hypothesis
