/** One party of a three-way talk. */
export type MixMember = {
  readonly id: string;
  readonly remote: MediaStreamTrack;
  /** The agent is muted towards this party. */
  readonly muted: boolean;
  /** On hold: hears nothing and is not heard. */
  readonly held: boolean;
};

/** Gives each party the microphone and all other parties, never itself: nobody hears an echo. Lives only as long as the talk. */
export type Mixer = {
  /** Adds, removes and rewires parties; the returned tracks stay the same for a party as long as it is in. */
  readonly set: (members: readonly MixMember[], microphone: MediaStreamTrack | null) => ReadonlyMap<string, MediaStreamTrack>;
  readonly close: () => void;
};

type Port = {
  readonly remote: MediaStreamTrack;
  readonly source: MediaStreamAudioSourceNode;
  readonly mix: MediaStreamAudioDestinationNode;
  readonly track: MediaStreamTrack;
};

export function createMixer(context: AudioContext): Mixer {
  const ports = new Map<string, Port>();
  let microphone: { readonly track: MediaStreamTrack; readonly source: MediaStreamAudioSourceNode } | null = null;

  const shut = (id: string, port: Port): void => {
    port.source.disconnect();
    port.track.stop();
    ports.delete(id);
  };

  const listenTo = (track: MediaStreamTrack | null): void => {
    if (microphone?.track === track) return;
    microphone?.source.disconnect();
    microphone = track ? { track, source: context.createMediaStreamSource(new MediaStream([track])) } : null;
  };

  const portOf = (member: MixMember): Port => {
    const known = ports.get(member.id);
    if (known?.remote === member.remote) return known;
    if (known) shut(member.id, known);
    const port = openPort(context, member.remote);
    ports.set(member.id, port);
    return port;
  };

  return {
    set: (members, track) => {
      listenTo(track);
      for (const [id, port] of ports) if (!members.some((member) => member.id === id)) shut(id, port);
      const wired = members.map((member) => ({ member, port: portOf(member) }));
      microphone?.source.disconnect();
      for (const { port } of wired) port.source.disconnect();
      for (const listener of wired) {
        if (listener.member.held) continue;
        if (!listener.member.muted) microphone?.source.connect(listener.port.mix);
        for (const speaker of wired) {
          if (speaker !== listener && !speaker.member.held) speaker.port.source.connect(listener.port.mix);
        }
      }
      return new Map(wired.map(({ member, port }) => [member.id, port.track]));
    },
    close: () => {
      listenTo(null);
      for (const [id, port] of ports) shut(id, port);
    },
  };
}

function openPort(context: AudioContext, remote: MediaStreamTrack): Port {
  const mix = context.createMediaStreamDestination();
  mix.channelCount = 1;
  const [track] = mix.stream.getAudioTracks();
  if (!track) throw new Error('a MediaStreamAudioDestinationNode has one audio track (Web Audio §1.24)');
  return { remote, source: context.createMediaStreamSource(new MediaStream([remote])), mix, track };
}
