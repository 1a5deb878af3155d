"""Pages as a client fetches them."""

import re


def page_of(client, address, **headers):
    response = client.get(address, headers=headers or None)
    return response, response.content.decode()


def more_link(text):
    return re.search(r'class="more" rel="next" href="([^"]+)"', text)[1].replace("&amp;", "&")
