"""Editor support: the Language Server Protocol (3.17) over standard input and output, with the extra `lsp`."""
