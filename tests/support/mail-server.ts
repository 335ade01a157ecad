import { SMTPServer } from 'smtp-server';

/** A letter as it arrived. */
export type ArrivedLetter = Readonly<{
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  raw: string;
}>;

/** A real mail server in the process of the test, which keeps what it is given. */
export type MailServer = Readonly<{
  url: string;
  letters: ArrivedLetter[];
  /** From now on it refuses, or takes, every letter. */
  refuse(isRefusing: boolean): void;
  stop(): Promise<void>;
}>;

export async function startMailServer(): Promise<MailServer> {
  const letters: ArrivedLetter[] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, callback) =>
      isRefusing ? callback(new Error('550 No such mailbox here')) : callback(),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          ...readLetter(Buffer.concat(chunks).toString('utf8')),
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
        });
        callback();
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    const listening = server.listen(0, 'localhost', () => {
      const address = listening.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  return {
    url: `smtp://localhost:${port}`,
    letters,
    refuse: (refusing) => {
      isRefusing = refusing;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function readLetter(raw: string): Pick<ArrivedLetter, 'subject' | 'text' | 'raw'> {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map(
        (line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
      ),
  );
  const body = rest.join('\r\n\r\n');
  const encoding = headers.get('content-transfer-encoding') ?? '';
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? decodeQuoted(body.replaceAll('=\r\n', ''))
        : body;
  const subject = (headers.get('subject') ?? '')
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_whole, kind: string, words: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64').toString('utf8')
        : decodeQuoted(words.replaceAll('_', ' ')),
    );
  return { subject, text: text.replaceAll('\r\n', '\n'), raw };
}

/** Letters beyond ASCII are several bytes, each written as `=C4`. */
function decodeQuoted(text: string): string {
  return text.replaceAll(/(?:=[0-9A-F]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'),
  );
}
