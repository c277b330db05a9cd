"""`healthlint mcp`: tools by which an assistant checks what it drafts and looks up what is documented."""
