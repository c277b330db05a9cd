"""Runs git in the repository of a folder, whatever a hook has set for another one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from healthlint.config.nearest import above, is_repository
from healthlint.errors import HealthlintError

_OF_A_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
"""Variables that git sets for a hook, some with paths relative to another folder."""
# Names are not patterns; nothing is written, and no program named by a repository is run.
_OPTIONS = ("--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false")


class GitError(HealthlintError):
    """A git command that failed."""


def git(folder: str, *arguments: str) -> bytes:
    """The output of a git command in a folder. Raises GitError."""
    command = ["git", "-C", folder, *_OPTIONS, *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, stdin=subprocess.DEVNULL, env=_environment(folder)
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except (OSError, ValueError) as problem:
        raise GitError(f"git cannot be run ({problem})") from None
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git {arguments[0]}: {said[-1] if said else 'failed'}") from None
    return done.stdout


def _environment(folder: str) -> Mapping[str, str]:
    if not any(map(is_repository, above(os.path.abspath(folder)))):
        # These variables are the only way to a repository separate from its files.
        return os.environ
    return {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
