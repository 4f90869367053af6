"""What the visitors' books say of every edge of the shop, while it is healthy: a page makes the same calls each time."""

CALLS = {
    'GET /index.html': (),
    'GET /api/products': (('front', 'web'), ('web', 'orders'), ('orders', 'mariadb')),
    'GET /api/products/{id}': (('front', 'web'), ('web', 'orders'), ('web', 'stock'), ('orders', 'mariadb'), ('stock', 'mariadb')),
    'GET /api/orders/{id}': (('front', 'web'), ('web', 'orders'), ('orders', 'mariadb')),
    'POST /api/orders/{id}': (('front', 'web'), ('web', 'orders'), ('orders', 'stock'), ('stock', 'mariadb'), ('orders', 'mariadb')),
    'GET /api/carts/{id}': (('front', 'web'), ('web', 'cart'), ('cart', 'redis')),
    'POST /api/carts/{id}': (('front', 'web'), ('web', 'cart'), ('cart', 'redis')),
}
HEALTHY = ('200', '201', '404')


def read(text):
    """Lines of endpoint, status and calls, with tabs between, after the word BOOKS."""
    lines = text.partition('BOOKS\n')[2].splitlines()
    return [(endpoint, status, int(calls)) for endpoint, status, calls in (line.split('\t') for line in lines)]


def edges(books):
    """Calls by client and server; None where an answer was an error, as its calls are not known then."""
    if any(status not in HEALTHY for _, status, _ in books):
        return None
    counts = {}
    for endpoint, _, calls in books:
        for edge in (('visitors', 'front'), *CALLS[endpoint]):
            counts[edge] = counts.get(edge, 0) + calls
    return counts
