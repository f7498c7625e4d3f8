import { createServer } from 'node:http';

/** A server that does nothing, for what starting a process and answering once costs. */
createServer((_request, reply) => reply.end('well\n')).listen(Number(process.env['PORT']), '127.0.0.1');
