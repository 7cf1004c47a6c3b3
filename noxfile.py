"""Everything that is done with this repository; `nox -l` lists it."""

from __future__ import annotations

import os
import shutil
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["demo", "tests", "lint", "typing", "codegen", "build"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]


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
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
    if not session.posargs:
        session.run("coverage", "report")


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
    session.run("pytest", *(session.posargs or ["tests/unit", "tests/faults"]))


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*groups("lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


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
def build(session: nox.Session) -> None:
    """Build the wheel, and run the tests on it, installed."""
    session.install("build")
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--sdist", "--outdir", "dist")
    (wheel,) = Path("dist").glob("*.whl")
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(str(wheel), *groups("tests"))
    ours = ["tests/architecture", "tests/e2e", "tests/plugin", "tests/sandbox"]
    chosen = session.posargs or ours
    session.run("pytest", *chosen, env={"MIRO_INSTALLED": "1"})


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
    session.notify("lowest")
    session.notify("soak")
    session.notify("fuzz", ["--examples", "100", "--sequences", "1000"])
    for version in VERSIONS:
        session.notify(f"tests-all-{version}")
