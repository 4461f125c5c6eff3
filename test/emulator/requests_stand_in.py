"""The little of `requests` that the guide's samples use, on the standard library alone."""

import json as _json
import urllib.error
import urllib.parse
import urllib.request


class HTTPError(Exception):
    def __init__(self, message, response):
        super().__init__(message)
        self.response = response


class Response:
    def __init__(self, status_code, headers, content):
        self.status_code = status_code
        self.headers = headers  # email.message.Message: looks names up in any case, as requests does
        self.content = content

    def json(self):
        return _json.loads(self.content)

    def raise_for_status(self):
        if self.status_code >= 400:
            raise HTTPError(f'{self.status_code} Error', response=self)


def get(url, headers=None, params=None):
    if params:
        url = f'{url}?{urllib.parse.urlencode(params)}'
    request = urllib.request.Request(url, headers=headers or {})
    try:
        with urllib.request.urlopen(request) as answer:
            return Response(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Response(error.code, error.headers, error.read())
