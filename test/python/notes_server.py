"""Notes of users who have logged in, in another hand: sessions in cookies, places instead of bodies, parts instead of lengths."""

import argparse
import secrets

from aiohttp import web

sessions: dict[str, str] = {}
tokens: dict[str, str] = {}
notes: dict[str, tuple[str, str]] = {}


def user_of(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "bearer" or token not in tokens:
        raise web.HTTPUnauthorized()
    return tokens[token]


def note_of(request: web.Request) -> tuple[str, str]:
    key = request.match_info["key"]
    if key not in notes or notes[key][0] != user_of(request):
        raise web.HTTPNotFound()
    return key, notes[key][1]


async def session(request: web.Request) -> web.Response:
    form = await request.post()
    key = secrets.token_hex(8)
    sessions[key] = f"{form['name']}-{form['pin']}"
    response = web.Response(text=f"<h1>Hello {form['name']}</h1>", content_type="text/html")
    response.set_cookie("session", key)
    return response


async def token(request: web.Request) -> web.Response:
    made = secrets.token_hex(8)
    tokens[made] = sessions[request.cookies["session"]]
    return web.Response(status=204, headers={"x-ToKeN": made})


async def write(request: web.Request) -> web.Response:
    key = secrets.token_hex(8)
    notes[key] = (user_of(request), await request.text())
    return web.Response(status=201, headers={"Location": f"/notes/{key}"})


async def read(request: web.Request) -> web.StreamResponse:
    _, text = note_of(request)
    response = web.StreamResponse()
    response.enable_chunked_encoding()
    await response.prepare(request)
    for part in ("a note: ", text[:9], text[9:]):
        await response.write(part.encode())
    await response.write_eof()
    return response


async def change(request: web.Request) -> web.Response:
    key, _ = note_of(request)
    notes[key] = (user_of(request), await request.text())
    raise web.HTTPSeeOther(location=f"/notes/{key}")


async def delete(request: web.Request) -> web.Response:
    key, _ = note_of(request)
    del notes[key]
    return web.Response(status=204)


parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
app = web.Application()
app.add_routes(
    [
        web.post("/session", session),
        web.get("/token", token),
        web.post("/notes", write),
        web.get("/notes/{key}", read),
        web.patch("/notes/{key}", change),
        web.delete("/notes/{key}", delete),
        web.get("/health", lambda _: web.Response(text="ok")),
    ]
)
web.run_app(app, host="127.0.0.1", port=parser.parse_args().port, print=None)
