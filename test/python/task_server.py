"""A task system by another hand: document 000 on aiohttp. A library that works only against its own testbed would be found out here.

    python test/python/task_server.py --port 8000
"""

import argparse
import asyncio
import json
from contextlib import suppress

from aiohttp import WSMsgType, web

PRINT_EXACTLY = "Print exactly: "
SECONDS_PER_TASK = 0.3


async def run_task(ws: web.WebSocketResponse, text: str) -> None:
    lines = text[len(PRINT_EXACTLY) :].split("\n") if text.startswith(PRINT_EXACTLY) else [f"You said: {text}"]
    # The client may leave in mid-task; nobody is there to be told.
    with suppress(ConnectionResetError):
        for line in lines:
            await asyncio.sleep(SECONDS_PER_TASK / len(lines))
            await ws.send_json({"event_type": "output", "data": {"message": line}})
        await ws.send_json({"event_type": "complete", "data": {"result": "done"}})


async def handle_socket(request: web.Request) -> web.WebSocketResponse:
    ws = web.WebSocketResponse(compress=False)
    await ws.prepare(request)
    tasks: set[asyncio.Task[None]] = set()
    try:
        async for message in ws:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                body = json.loads(message.data)
                if body.get("type") == "ping":
                    await ws.send_json({"event_type": "pong", "data": {"seq": body["seq"]}})
                    continue
                task = asyncio.create_task(run_task(ws, body["task"]))
            except (ValueError, KeyError, AttributeError):
                await ws.send_json({"event_type": "error", "data": {"message": "expected a task or a ping"}})
                continue
            tasks.add(task)
            task.add_done_callback(tasks.discard)
    finally:
        for task in tasks:
            task.cancel()
    return ws


async def handle_health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    app = web.Application()
    app.add_routes([web.get("/ws/{task_id}", handle_socket), web.get("/health", handle_health)])
    # A short wait at the end: clients that hold their sockets open must not hold the server.
    web.run_app(app, host="127.0.0.1", port=parser.parse_args().port, backlog=1024, shutdown_timeout=1.0, print=None)
