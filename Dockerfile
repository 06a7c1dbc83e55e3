# The club for production: built in one stage, run in another by a user without rights, without compilers.

FROM node:22-bookworm-slim AS build
# better-sqlite3 is compiled where no ready-made one fits.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /club
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /club
COPY --from=build --chown=node:node /club ./
# What the club writes: the SQLite database, where one is used, and the pictures people upload, those behind a tier apart.
RUN install -d -o node -g node .tmp public/uploads private-files
VOLUME ["/club/.tmp", "/club/public/uploads", "/club/private-files"]
USER node
EXPOSE 1337
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 1337}/api/v1/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.mjs", "--as-built"]
