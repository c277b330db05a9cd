"""`healthlint mcp`: tools with which an assistant checks its drafts and looks up documented facts."""
