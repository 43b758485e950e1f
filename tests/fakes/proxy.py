"""An HTTP proxy that opens tunnels (CONNECT) and counts them."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def tunnelling() -> Iterator[tuple[str, list[str]]]:
    """A proxy on loopback: its URL, and the targets of the tunnels that it was asked for."""
    loop = asyncio.new_event_loop()
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        target = head.split()[1].decode()
        asked.append(target)
        host, _, port = target.rpartition(":")
        there, back = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(_pipe(reader, back), _pipe(there, writer))
        finally:
            await asyncio.gather(_close(back), _close(writer))

    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, name="proxy")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(_end_tunnels())
        loop.close()


async def _end_tunnels() -> None:
    tunnels = asyncio.all_tasks() - {asyncio.current_task()}
    for tunnel in tunnels:
        tunnel.cancel()
    await asyncio.gather(*tunnels, return_exceptions=True)


async def _pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
    await _close(target)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
