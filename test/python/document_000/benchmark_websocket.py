"""
Performance benchmarks for WebSocket operations

Run with: python tests/benchmark_websocket.py
"""

import asyncio
import aiohttp
import time
import statistics
from typing import List


async def benchmark_connection_latency(
    url: str = "ws://localhost:8000/ws/benchmark",
    iterations: int = 100
) -> dict:
    """Benchmark WebSocket connection latency"""
    latencies = []

    for i in range(iterations):
        start = time.perf_counter()
        try:
            async with aiohttp.ClientSession() as session:
                async with session.ws_connect(f"{url}_{i}") as ws:
                    latency = time.perf_counter() - start
                    latencies.append(latency)
                    await ws.close()
        except Exception as e:
            print(f"Connection {i} failed: {e}")

    return {
        "iterations": iterations,
        "min": min(latencies) * 1000,
        "max": max(latencies) * 1000,
        "mean": statistics.mean(latencies) * 1000,
        "median": statistics.median(latencies) * 1000,
        "stdev": statistics.stdev(latencies) * 1000 if len(latencies) > 1 else 0
    }


async def benchmark_message_throughput(
    url: str = "ws://localhost:8000/ws/throughput",
    messages: int = 1000
) -> dict:
    """Benchmark message sending throughput"""
    sent_times = []

    try:
        async with aiohttp.ClientSession() as session:
            async with session.ws_connect(url) as ws:
                for i in range(messages):
                    start = time.perf_counter()
                    await ws.send_json({"type": "ping", "seq": i})
                    sent_times.append(time.perf_counter() - start)

                await ws.close()

    except Exception as e:
        print(f"Throughput test failed: {e}")
        return {}

    total_time = sum(sent_times)
    msgs_per_sec = messages / total_time

    return {
        "messages": messages,
        "total_time_ms": total_time * 1000,
        "msgs_per_second": msgs_per_sec,
        "avg_send_time_us": statistics.mean(sent_times) * 1_000_000
    }


async def run_benchmarks():
    """Run all benchmarks"""
    print("=" * 60)
    print("WebSocket Performance Benchmarks")
    print("=" * 60)

    print("\n1. Connection Latency (100 connections)")
    print("-" * 40)
    latency = await benchmark_connection_latency(iterations=100)
    print(f"  Min:    {latency['min']:.2f} ms")
    print(f"  Max:    {latency['max']:.2f} ms")
    print(f"  Mean:   {latency['mean']:.2f} ms")
    print(f"  Median: {latency['median']:.2f} ms")
    print(f"  StdDev: {latency['stdev']:.2f} ms")

    print("\n2. Message Throughput (1000 messages)")
    print("-" * 40)
    throughput = await benchmark_message_throughput(messages=1000)
    if throughput:
        print(f"  Total time:     {throughput['total_time_ms']:.2f} ms")
        print(f"  Messages/sec:   {throughput['msgs_per_second']:.0f}")
        print(f"  Avg send time:  {throughput['avg_send_time_us']:.2f} µs")

    print("\n" + "=" * 60)


if __name__ == "__main__":
    asyncio.run(run_benchmarks())
