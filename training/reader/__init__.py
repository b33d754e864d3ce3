"""The learned reader: what the network and the judge learn from annotated documents."""
