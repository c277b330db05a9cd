"""Document -> Analysis: sentences, mentions, quantities, context, claims, citations."""
