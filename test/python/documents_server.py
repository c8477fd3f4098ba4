"""Documents of teams, in another hand than document 002's: other paths and names, numbers as ids, items in an envelope, 200 for what was made.

    python test/python/documents_server.py --port 8000 --leak-one-in 5
"""

import argparse
import os
import resource
import secrets
import sqlite3
import time

from aiohttp import web

TEAMS = 2
STARTED = time.time()
store = sqlite3.connect(":memory:")
store.execute("CREATE TABLE docs (number INTEGER PRIMARY KEY, team INTEGER, heading TEXT, text TEXT)")
store.execute("CREATE INDEX by_team ON docs (team, number DESC)")
teams: dict[str, int] = {}
lists = 0


def team_of(request: web.Request) -> int:
    _, _, token = request.headers.get("Authorization", "").partition(" ")
    if token not in teams:
        raise web.HTTPUnauthorized()
    return teams[token]


def answer(rows: list[tuple[int, str]]) -> web.Response:
    return web.json_response({"items": [{"id": number, "heading": heading} for number, heading in rows], "count": len(rows)})


async def sign_in(request: web.Request) -> web.Response:
    body = await request.json()
    member = int(body["user"].removeprefix("member-"))
    token = secrets.token_hex(16)
    teams[token] = member % TEAMS
    return web.json_response({"jwt": token})


async def newest(request: web.Request) -> web.Response:
    global lists
    team = team_of(request)
    lists += 1
    one_in = request.app["leak_one_in"]
    if one_in and lists % one_in == 0:
        return answer(store.execute("SELECT number, heading FROM docs ORDER BY number DESC LIMIT 10").fetchall())
    query = "SELECT number, heading FROM docs WHERE team = ? ORDER BY number DESC LIMIT 10"
    return answer(store.execute(query, [team]).fetchall())


async def find(request: web.Request) -> web.Response:
    query = "SELECT number, heading FROM docs WHERE team = ? AND heading || text LIKE ? ORDER BY number DESC LIMIT 10"
    return answer(store.execute(query, [team_of(request), f"%{request.query['text']}%"]).fetchall())


async def write(request: web.Request) -> web.Response:
    body = await request.json()
    values = [team_of(request), body["heading"], body["text"]]
    made = store.execute("INSERT INTO docs (team, heading, text) VALUES (?, ?, ?)", values)
    return web.json_response({"id": made.lastrowid})


async def one(request: web.Request) -> web.Response:
    values = [team_of(request), int(request.match_info["number"])]
    row = store.execute("SELECT number, heading, text FROM docs WHERE team = ? AND number = ?", values).fetchone()
    if row is None:
        raise web.HTTPNotFound()
    return web.json_response(dict(zip(["id", "heading", "text"], row)))


async def remove(request: web.Request) -> web.Response:
    values = [team_of(request), int(request.match_info["number"])]
    gone = store.execute("DELETE FROM docs WHERE team = ? AND number = ?", values)
    return web.Response(status=204 if gone.rowcount else 404)


async def count(_request: web.Request) -> web.Response:
    return web.json_response({"documents": store.execute("SELECT count(*) FROM docs").fetchone()[0]})


async def metrics(_request: web.Request) -> web.Response:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    lines = [
        f"process_resident_memory_bytes {usage.ru_maxrss * 1024}",
        f"process_cpu_seconds_total {usage.ru_utime + usage.ru_stime}",
        f"process_start_time_seconds {STARTED}",
        f"machine_cpu_cores {os.cpu_count()}",
        f"machine_memory_bytes {memory}",
        "sqlite_connections 1",
    ]
    return web.Response(text="\n".join(lines) + "\n")


async def health(_request: web.Request) -> web.Response:
    return web.Response(text="fine")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--leak-one-in", type=int, default=0, help="a list that shows all teams; 0: none")
    arguments = parser.parse_args()
    app = web.Application()
    app["leak_one_in"] = arguments.leak_one_in
    app.add_routes(
        [
            web.post("/sign-in", sign_in),
            web.get("/docs", newest),
            web.post("/docs", write),
            web.get("/docs/{number:\\d+}", one),
            web.delete("/docs/{number:\\d+}", remove),
            web.get("/find", find),
            web.get("/count", count),
            web.get("/metrics", metrics),
            web.get("/health", health),
        ]
    )
    web.run_app(app, host="127.0.0.1", port=arguments.port, print=None)
