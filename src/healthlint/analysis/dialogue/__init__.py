"""Questions with their answers, myths with their debunking, quotations: what a passage says of itself."""
