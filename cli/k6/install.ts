import { testedK6Version } from '../paths';
import { oldestGo } from './go';

const debian = [
  'sudo gpg --no-default-keyring --keyring /usr/share/keyrings/k6-archive-keyring.gpg --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys C5AD17C747E3415A3642D57D77C6C491D6AC1D69',
  'echo "deb [signed-by=/usr/share/keyrings/k6-archive-keyring.gpg] https://dl.k6.io/deb stable main" | sudo tee /etc/apt/sources.list.d/k6.list',
  'sudo apt-get update && sudo apt-get install k6',
];
const fedora = ['sudo dnf install https://dl.k6.io/rpm/repo.rpm', 'sudo dnf install k6'];

/** k6's own packages, by the name that Node has for a system. */
const packages: Readonly<Partial<Record<NodeJS.Platform, Readonly<Record<string, readonly string[]>>>>> = {
  linux: { 'Debian, Ubuntu': debian, 'Fedora, RHEL': fedora },
  darwin: { macOS: ['brew install k6'] },
  win32: { Windows: ['winget install k6 --source winget'] },
};

/** What k6's releases call a system. */
const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/** How to get a k6, one line each: to build it, to install a package of k6's own, or to unpack one. */
export function howToGetK6(platform: NodeJS.Platform = process.platform, arch: string = process.arch): string {
  const system = systems[platform];
  const end = platform === 'linux' ? 'tar.gz' : 'zip';
  const file = `k6-${testedK6Version}-${system}-${arch === 'x64' ? 'amd64' : arch}.${end}`;
  return [
    `With Go ${oldestGo} or newer, \`loadmark k6\` builds ${testedK6Version}, with which loadmark is tested, in about four minutes.`,
    'Without Go, any k6 of v2.0.0 or newer on PATH will do:',
    ...Object.entries(packages[platform] ?? {}).flatMap(([name, lines]) => [
      `  ${name}:`,
      ...lines.map((line) => `    ${line}`),
    ]),
    ...(system === undefined
      ? []
      : [
          `  or k6 from https://github.com/grafana/k6/releases/download/${testedK6Version}/${file}, unpacked into a folder on PATH.`,
        ]),
    '--k6 or LOADMARK_K6 names a k6 elsewhere.',
  ].join('\n');
}
