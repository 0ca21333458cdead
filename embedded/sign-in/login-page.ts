import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Provider } from 'oidc-provider'

import type { DemoUser } from './demo-users'
import { demoUsers, findDemoUser } from './demo-users'

const interactionPath = /^\/interaction\/[\w-]+$/

/** Longest form that is read, in bytes. */
const maxFormBytes = 1000

/** True for a request that the login page answers. */
export function isLoginRequest({ url }: IncomingMessage): boolean {
  return interactionPath.test(url ?? '')
}

/** Shows the demo users, and signs in the one that was chosen. */
export async function answerLogin(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response)
  } catch {
    send(response, 400, page('<p>This sign-in has ended. Start again where you came from.</p>'))
    return
  }
  const user = request.method === 'POST' ? findDemoUser(await readChosen(request)) : null
  if (!user) {
    send(response, 200, page(userForms()))
    return
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: user.user } },
    { mergeWithLastSubmission: false },
  )
}

async function readChosen(request: IncomingMessage): Promise<string | null> {
  let form = ''
  for await (const chunk of request as AsyncIterable<Buffer>) {
    form += chunk.toString('utf8')
    if (form.length > maxFormBytes) return null
  }
  return new URLSearchParams(form).get('user')
}

function userForms(): string {
  return `<h1>Sign in to the demonstration</h1>
<p>Everybody here is made up. Choose whom to be.</p>
<ul>${demoUsers.map(userForm).join('\n')}</ul>`
}

/** Names come from this program's own list: plain text that needs no escaping. */
function userForm({ user, displayName }: DemoUser): string {
  return `<li><form method="post"><button name="user" value="${user}">${user}</button> ${displayName}</form></li>`
}

const style = `body{margin:0;font:1.1875rem/1.4 Arial,Helvetica,sans-serif;color:#0b0c0c}
header{background:#0f385c;color:#fff;padding:12px 20px;font-weight:700;font-size:1.5rem}
main{max-width:960px;margin:0 auto;padding:20px}ul{list-style:none;margin:0;padding:0;columns:2 380px;column-gap:30px}
form{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center;margin:0 0 12px;break-inside:avoid}
button{font:inherit;background:#0f7a52;color:#fff;border:0;padding:8px 12px;cursor:pointer;min-width:230px;text-align:left}
button:focus-visible{outline:3px solid #fd0;background:#0b0c0c}`

/** The one style that the page may have, by what it says. */
const styleHash = createHash('sha256').update(style).digest('base64')

function page(content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sightline demonstration: sign in</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>
<body><header>Sightline</header><main>${content}</main></body>
</html>
`
}

function send(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    })
    .end(html)
}
