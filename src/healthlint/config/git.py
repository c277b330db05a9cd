"""What git says: asked of the repository that a folder lies in, whatever a hook has set for another one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from healthlint.config.nearest import above, is_repository
from healthlint.errors import HealthlintError

_OF_A_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
"""What git sets for a hook, some of it for paths from another folder than ours."""
# Names are names, not patterns; nothing is written, and no program runs that a repository names.
_OPTIONS = ("--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false")


class GitError(HealthlintError):
    """A question that git does not answer."""


def git(folder: str, *arguments: str) -> bytes:
    """What a git command prints in a folder. Raises GitError."""
    command = ["git", "-C", folder, *_OPTIONS, *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, stdin=subprocess.DEVNULL, env=_environment(folder)
        )
    except FileNotFoundError:
        raise GitError("there is no git here; install it") from None
    except (OSError, ValueError) as problem:
        raise GitError(f"git cannot be run ({problem})") from None
    except subprocess.CalledProcessError as problem:
        said = problem.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(f"git {arguments[0]}: {said[-1] if said else 'failed'}") from None
    return done.stdout


def _environment(folder: str) -> Mapping[str, str]:
    if not any(map(is_repository, above(os.path.abspath(folder)))):
        # A repository that lies elsewhere than its files is known by these variables only.
        return os.environ
    return {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
