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
${demoUsers.map(userForm).join('\n')}`
}

/** Names come from this program's own list: plain text that needs no escaping. */
function userForm({ user, displayName }: DemoUser): string {
  return `<form method="post"><button name="user" value="${user}">${user}</button> ${displayName}</form>`
}

function page(content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sightline demonstration: sign in</title></head>
<body><main>${content}</main></body>
</html>
`
}

function send(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
    .end(html)
}
