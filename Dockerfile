# One image for every process of the hub; docker-compose.yml says which program each container runs.
FROM node:22-bookworm-slim AS build
WORKDIR /sightline
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
WORKDIR /sightline
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=true
# The volume for keys takes its owner from here.
RUN mkdir -p /data/keys && chown -R node:node /data && chmod -R 700 /data
COPY --from=build --chown=node:node /sightline ./
USER node
