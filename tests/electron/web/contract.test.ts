import { createMediaHost } from '#electron/seat/bridge/media-host.ts';
import { bridgeContract } from '../seat/bridge/contract.ts';
import { benchSeats } from '../seat/desk/bench-seat.ts';
import { fakeClock, fakeLog } from '../seat/desk/fakes.ts';
import { connect, startWebShell } from './web-shell.ts';

const { start } = benchSeats();

bridgeContract('web', async () => {
  const bench = start();
  const media = createMediaHost({ clock: fakeClock(), log: fakeLog() });
  const shell = await startWebShell({ seat: bench.seat, media });
  const socket = await connect(shell);
  return {
    engine: bench.engine,
    mediaPort: media.port,
    turn: bench.turn,
    screen: {
      request: socket.request,
      on: (listener) =>
        socket.ws.on('message', (data) => {
          const frame = JSON.parse(String(data)) as { kind: string; name: string; payload: unknown };
          if (frame.kind === 'event') listener(frame.name, frame.payload);
        }),
    },
    openMedia: async () => {
      const page = await connect(shell, { query: 'role=media' });
      return {
        onRequest: (answer) =>
          page.ws.on('message', (data) => {
            const frame = JSON.parse(String(data)) as { kind: string; id: number; name: string; params: unknown };
            const result = frame.kind === 'request' ? answer(frame.name, frame.params) : undefined;
            if (result !== undefined) page.ws.send(JSON.stringify({ kind: 'reply', id: frame.id, result }));
          }),
        emit: (name, payload) => page.ws.send(JSON.stringify({ kind: 'event', name, payload })),
        leave: () => page.ws.close(),
      };
    },
    close: shell.close,
  };
});
