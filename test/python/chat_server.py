"""A chat on FastAPI that asks who is there by the first message, and repeats what it is told.

    JWT_SECRET=... python test/python/chat_server.py --port 8000
"""

import argparse
import base64
import hashlib
import hmac
import json
import os

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
secret = os.environ.get("JWT_SECRET", "")


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def user_of(token: str) -> str | None:
    """The user that a token of HS256 names; none where it is not ours."""
    head, _, signature = token.rpartition(".")
    made = hmac.new(secret.encode(), head.encode(), hashlib.sha256).digest()
    if head.count(".") != 1 or not hmac.compare_digest(made, decoded(signature)):
        return None
    return json.loads(decoded(head.split(".")[1]))["sub"]


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.websocket("/chat")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    try:
        first = await socket.receive_json()
        user = user_of(first.get("token", ""))
        if user is None:
            await socket.close(4401, "this token is not ours")
            return
        await socket.send_json({"type": "welcome", "user": user})
        while True:
            said = await socket.receive_json()
            await socket.send_json({"type": "reply", "to": said["id"], "text": f"You said: {said['text']}"})
    except WebSocketDisconnect:
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    uvicorn.run(app, host="127.0.0.1", port=parser.parse_args().port, log_level="warning")
