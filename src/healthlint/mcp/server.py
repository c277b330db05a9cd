"""Serves the tools by the Model Context Protocol on standard input and output."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from healthlint.errors import HealthlintError, internal
from healthlint.mcp.answers import Answers
from healthlint.mcp.tools import INSTRUCTIONS, TOOLS, Tool
from healthlint.report.safe import json_text, visible
from healthlint.version import __version__
from mcp import types

_HINTS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def server(answers: Answers) -> Server[Any]:
    """A server that gives these answers one at a time, as an engine is not thread-safe."""
    turn = anyio.CapacityLimiter(1)

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(name, tool) for name, tool in TOOLS.items()])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        asked = partial(answered, answers, params.name, params.arguments or {})
        # A cancelled call is not waited for; the next one begins when its thread has ended.
        return await anyio.to_thread.run_sync(asked, limiter=turn, abandon_on_cancel=True)

    return Server(
        "healthlint",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(name: str, tool: Tool) -> types.Tool:
    return types.Tool(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes,
        output_schema=tool.output(),
        annotations=_HINTS,
    )


def answered(answers: Answers, name: str, given: dict[str, Any]) -> types.CallToolResult:
    """The result of a call; an error is described so that an assistant can act on it."""
    tool = TOOLS.get(name)
    if tool is None:
        return _refused(f"no tool '{name}'; available: {', '.join(TOOLS)}")
    if problem := tool.problem(given):
        return _refused(problem)
    try:
        found = tool.answer(answers, **given)
    except HealthlintError as error:
        return _refused(str(error))
    except Exception as bug:
        return _refused(internal(bug))
    text = json_text(found)
    # Both forms of the result contain the same characters, with lone surrogates escaped or replaced.
    plain = json.loads(text.encode("utf-8", "replace"))
    return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=plain)


def _refused(problem: str) -> types.CallToolResult:
    said = "\n".join(visible(line) for line in problem.splitlines())
    return types.CallToolResult(content=[types.TextContent(text=said)], is_error=True)


def serve(answers: Answers) -> None:
    """Answers until standard input ends."""
    anyio.run(_serve, answers)


async def _serve(answers: Answers) -> None:
    made = server(answers)
    async with stdio_server() as (read, write):
        await made.run(read, write, made.create_initialization_options())
