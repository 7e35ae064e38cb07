# Each target does its own set-up; a second call starts at once.
PYTHON = .venv/bin/python

.PHONY: run demo test soak lint bench pictures ci-deps setup lock catalogue
run: setup
	@sh packaging/system-parts.sh run
	@$(PYTHON) main.py

demo: setup
	@sh packaging/system-parts.sh run
	@$(PYTHON) main.py demo --data build/demo
	@ASHORE_DATA=build/demo $(PYTHON) main.py

# A file of tests stays in one process, so that its window and its fixtures are made once.
test: ci-deps lint
	@$(PYTHON) -m pytest -q -n auto --dist loadfile --no-loadscope-reorder
	@sh packaging/test-other-pythons.sh

# Takes a quarter of an hour: hundreds of kills, every byte of a store, its log and its backup harmed. Prints figures.
soak: ci-deps
	@$(PYTHON) -m pytest -q -s -m soak

lint: setup
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

# Every screen in every form, about 600 pictures; four of them stand in the README.
pictures: ci-deps
	@$(PYTHON) packaging/pictures.py

bench: setup
	@$(PYTHON) -m tests.bench

ci-deps: setup
	@sh packaging/system-parts.sh test

setup:
	@sh packaging/setup.sh

# After a change of dependencies; needs uv.
lock:
	uv pip compile --universal --all-extras --generate-hashes --python-version 3.11 --no-header --no-annotate pyproject.toml -o requirements.lock

# After a change of sentences: brings the Chinese catalogue up to the code and compiles it.
catalogue: setup
	@$(PYTHON) packaging/catalogue.py
