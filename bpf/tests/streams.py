"""What records tell of a connection's bytes."""

from kernel import CHUNK, EXCHANGE


def stream(kernel, cookie, direction):
    """What the records of a socket hold of a direction: bytes by sequence number, 0 where nothing was captured."""
    pieces = []
    for r in kernel.records:
        if r.get("cookie") != cookie:
            continue
        if r["kind"] == CHUNK and r["direction"] == direction:
            pieces.append((r["sequence"], bytes.fromhex(r["bytes"])))
        elif r["kind"] == EXCHANGE:
            field = ("request", "response")[direction]
            pieces.append((r[field + "_sequence"], bytes.fromhex(r[field])))
    pieces = [(at, piece) for at, piece in pieces if piece]
    if not pieces:
        return b""
    first = pieces[0][0]
    for at, _ in pieces:
        if (at - first) & 1 << 31:
            first = at
    whole = bytearray(max((at - first & 0xffffffff) + len(piece) for at, piece in pieces))
    for at, piece in pieces:
        begin = at - first & 0xffffffff
        whole[begin:begin + len(piece)] = piece
    return bytes(whole)
