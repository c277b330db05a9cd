"""Puts rules/ and their pages into the wheel, and the packs compiled as well, so that no start parses YAML."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = "healthlint/bundled/rules"
PAGES = "docs/rules"


class BundleRules(BuildHookInterface[Any]):
    """Each compiled pack lies beside its YAML; a pack that does not compile fails the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a folder that is only kept for the build, and name its files for the wheel."""
        if version == "editable":
            # A checkout reads rules/ where it stands and compiles on first use.
            return
        build_data["force_include"][str(Path(self.root, "rules"))] = BUNDLED
        # Terminals and editors lead to them.
        build_data["force_include"][str(Path(self.root, PAGES))] = f"healthlint/bundled/{PAGES}"
        self._folder = Path(tempfile.mkdtemp(prefix="healthlint-packs-"))
        for name, content in self._compiled().items():
            file = self._folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"{BUNDLED}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove that folder."""
        if version != "editable":
            shutil.rmtree(self._folder, ignore_errors=True)

    def _compiled(self) -> dict[str, bytes]:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from healthlint.analysis.spelling import COMPILED, compile_vocabulary
            from healthlint.packs.compile import compile_packs, compile_phrasebook
            from healthlint.packs.digest import KEPT, of_program
            from healthlint.packs.phrasebooks import BUNDLED as PHRASES
        finally:
            sys.path.remove(str(root / "src"))
        found: dict[str, bytes] = compile_packs(root / "rules")
        found[KEPT] = of_program(root / "src" / "healthlint", root / "rules")
        found[PHRASES] = compile_phrasebook(root / "rules")
        for folder in sorted((root / "rules").glob("*/vocabulary")):
            found[f"{folder.parent.name}/{folder.name}/{COMPILED}"] = compile_vocabulary(folder)
        return found
