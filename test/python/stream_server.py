"""Chat completions over server-sent events, on FastAPI: the model says what it was told, word by word.

With --leak N every N-th answer also has a line of one before it, of another user.
"""

import argparse
import asyncio
import json
import re
from collections import deque
from itertools import count

import uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()
numbers = count(1)
before: deque[str] = deque(maxlen=100)
leak_every = 0


class Message(BaseModel):
    role: str
    content: str


class Question(BaseModel):
    model: str
    messages: list[Message]
    stream: bool = False


def user_of(line: str) -> str:
    found = re.search(r"-U\d+-", line)
    return found.group() if found else ""


def said(text: str) -> str:
    lines = text.removeprefix("Print exactly: ")
    others = [line for line in before if user_of(line) != user_of(lines)]
    leaks = leak_every > 0 and next(numbers) % leak_every == 0 and others
    before.append(lines.split("\n")[0])
    return f"{lines}\n{others[-1]}" if leaks else lines


def event(choices: list[dict]) -> str:
    # As some servers do, with carriage returns.
    return f"data: {json.dumps({'object': 'chat.completion.chunk', 'choices': choices})}\r\n\r\n"


async def answer(text: str):
    yield event([{"delta": {"role": "assistant"}}])
    for word in re.findall(r"\w{1,4}|\W", text):
        yield event([{"delta": {"content": word}}])
        await asyncio.sleep(0)
    yield event([{"delta": {}, "finish_reason": "stop"}])
    yield event([])
    yield "data: [DONE]\r\n\r\n"


@app.get("/health")
async def health() -> dict:
    return {"ok": True}


@app.post("/v1/chat/completions")
async def completions(question: Question) -> StreamingResponse:
    return StreamingResponse(answer(said(question.messages[-1].content)), media_type="text/event-stream")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--leak", type=int, default=0)
    arguments = parser.parse_args()
    leak_every = arguments.leak
    uvicorn.run(app, host="127.0.0.1", port=arguments.port, log_level="warning")
