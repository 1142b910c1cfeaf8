"""A mail server for the tests: aiosmtpd with TLS and AUTH. Writes each letter that it takes as one line of JSON."""
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

certificate, key, mode = sys.argv[1:4]
tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
tls.load_cert_chain(certificate, key)


def check(server, session, envelope, mechanism, data):
    known = data.login == b"binnacle" and data.password == b"a secret, kept"
    return AuthResult(success=known, handled=known)


class Taking:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("later"):
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [part for part in letter.walk() if not part.is_multipart()]
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "authenticated": session.authenticated,
            "type": letter.get_content_type(),
            "headers": [[name, str(value)] for name, value in letter.items()],
            "parts": [[part.get_content_type(), part.get_content()] for part in parts],
            "defects": [str(defect) for part in letter.walk() for defect in part.defects],
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
        }
        print(json.dumps(told), flush=True)
        return "250 OK"


async def serve():
    loop = asyncio.get_running_loop()
    implicit = mode == "implicit"

    def conversation():
        return SMTP(
            Taking(),
            authenticator=check,
            auth_required=True,
            auth_require_tls=not implicit,
            require_starttls=not implicit,
            tls_context=None if implicit else tls,
        )

    server = await loop.create_server(conversation, "127.0.0.1", 0, ssl=tls if implicit else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the one who started it.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
