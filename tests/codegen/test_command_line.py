from __future__ import annotations

import json
import subprocess
import sys

import pytest

from codegen.__main__ import main
from tests.codegen.small import FACTS, GONE, changed, document, project, project_with_generator

DOCUMENT = document({"/v2/things": {"get": {"operationId": "get-things", "responses": {}}}})


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Give a project of its own, with the generator in it; nothing here touches this one."""
    return project_with_generator(tmp_path_factory.mktemp("project"))


def codegen(small, *arguments):
    """Run the command in a process of its own."""
    return subprocess.run(  # noqa: S603 - it is our own command
        [sys.executable, "-W", "error", "-m", "codegen", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=small.root,
    )


def written(folder, name, content):
    """Write a JSON file and give its path."""
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_generate_and_check_from_the_shell(small):
    """Stale modules are an exit status of 1; after generating it is 0."""
    stale = codegen(small, "generate", "--check")
    assert (stale.returncode, stale.stderr) == (1, "")
    assert "stale: endpoints/things.py\n" in stale.stdout
    assert codegen(small, "generate").returncode == 0
    fresh = codegen(small, "generate", "--check")
    assert (fresh.returncode, fresh.stdout, fresh.stderr) == (0, "", "")


def test_import_from_the_shell(tmp_path, small):
    """A document becomes the facts; nothing is printed."""
    before = small.facts.read_text()
    done = codegen(small, "import", written(tmp_path, "document.json", DOCUMENT))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(json.loads(small.facts.read_text())["operations"]) == ["get-things"]
    small.facts.write_text(before)


def test_diff_from_the_shell(tmp_path, small):
    """The changelog goes to standard output; changes are no failure."""
    old = written(tmp_path, "old.json", FACTS)
    new = written(tmp_path, "new.json", changed("operations / get-thing", GONE))
    done = codegen(small, "diff", old, new)
    assert (done.returncode, done.stderr) == (0, "")
    assert "- operation `get-thing`\n  - is gone" in done.stdout
    assert codegen(small, "diff", old, old).stdout == "No changes.\n"


def test_bad_input_from_the_shell_is_one_line_and_no_traceback(tmp_path, small):
    """The exit status is 2."""
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    done = codegen(small, "import", bad)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"import: {bad} is no JSON")
    assert done.stderr.count("\n") == 1


def test_without_a_command_the_usage_is_told(small):
    """The exit status is 2, as the shell's users expect."""
    done = codegen(small)
    assert done.returncode == 2
    assert "import" in done.stderr
    assert "generate" in done.stderr


# --------------------------------------------------------------------------------- in one process


def test_import_keeps_the_facts_readable(tmp_path):
    """One fact a line, ending in a newline, so that changes of it are easy to review."""
    made = project(tmp_path / "project")
    assert main(["import", str(written(tmp_path, "document.json", DOCUMENT))], made) == 0
    text = made.facts.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), indent=1) + "\n"


def test_importing_twice_gives_the_same(tmp_path):
    """To the byte."""
    made = project(tmp_path / "project")
    path = str(written(tmp_path, "document.json", DOCUMENT))
    assert main(["import", path], made) == 0
    first = made.facts.read_bytes()
    assert main(["import", path], made) == 0
    assert made.facts.read_bytes() == first


@pytest.mark.parametrize("kind", ["documents", "facts", "a document and facts"])
def test_diff_takes_documents_and_facts(kind, tmp_path, capsys):
    """Either side may be what Miro publishes, or what we keep of it."""
    made = project(tmp_path / "project")
    path = written(tmp_path, "document.json", DOCUMENT)
    main(["import", str(path)], made)
    old = made.facts if kind == "facts" else path
    new = path if kind == "documents" else made.facts
    assert main(["diff", str(old), str(new)], made) == 0
    assert capsys.readouterr().out == "No changes.\n"


BAD = [
    ("{", "is no JSON"),
    ("\xff\xfe", "is no JSON"),
    ("[]", "is no JSON object"),
    ("null", "is no JSON object"),
    ("{}", "no OpenAPI"),
    ('{"swagger": "2.0", "paths": {}}', "no OpenAPI"),
    ('{"openapi": "3.1.0", "paths": {}}', "no OpenAPI 3.0"),
    (json.dumps(document({"/x": {"get": {"responses": {}}}})), "operationId"),
]


@pytest.mark.parametrize(("content", "message"), BAD)
@pytest.mark.parametrize("command", ["import", "diff"])
def test_bad_input_is_told(command, content, message, tmp_path, capsys):
    """What is no JSON, or no document of this kind, is said in one line; nothing is written."""
    made = project(tmp_path / "project")
    before = made.facts.read_bytes()
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="latin-1")
    arguments = [command, str(path), *([str(made.facts)] if command == "diff" else [])]
    assert main(arguments, made) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{command}: ")
    assert message in told.err
    assert made.facts.read_bytes() == before


@pytest.mark.parametrize("command", ["import", "diff"])
def test_a_file_that_is_not_there_is_told(command, tmp_path, capsys):
    """By its name."""
    nothing = str(tmp_path / "nothing.json")
    assert main([command, nothing, *([nothing] if command == "diff" else [])]) == 2
    assert nothing in capsys.readouterr().err


def test_importing_facts_is_refused(tmp_path, capsys):
    """Facts are no document; they would become their own source."""
    made = project(tmp_path / "project")
    assert main(["import", str(made.facts)], made) == 2
    assert "no OpenAPI" in capsys.readouterr().err


def test_an_overlay_that_does_not_fit_is_told(tmp_path, capsys):
    """Generating stops before anything is written, with the message of the overlay."""
    made = project(tmp_path / "project")
    made.overlay.write_text(made.overlay.read_text().replace('size = "The size."\n', ""))
    assert main(["generate"], made) == 2
    assert "update-thing: the argument 'size' needs a word" in capsys.readouterr().err
    assert not (made.package / "endpoints" / "things.py").exists()


def test_generating_without_facts_is_told(tmp_path, capsys):
    """A project that has none cannot be generated."""
    made = project(tmp_path / "project")
    made.facts.unlink()
    assert main(["generate"], made) == 2
    assert "facts.json" in capsys.readouterr().err
