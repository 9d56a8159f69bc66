"""Graph and table formats of other programs: bytes in, tables out, and back. Nothing here touches the disk."""
