/** Recipients whose mail an operator takes in under names of its own: what the sender knows of them are the MX names. */
import { describe } from 'vitest';
import { at, check } from './ways.ts';

const s1 = { 's1.test': ['mx.s1.test', '192.0.2.11'] };
const hop = 'from client.test (client.test [198.51.100.1]) by s1.test (Postfix) with ESMTPS id 1';

const microsoft = { ...s1, 'firm.test': ['firm-test.mail.protection.outlook.com', '52.101.68.0'] };
const toMicrosoft = (host: string, address: string) => [
  `from ${host} (${address}) by DB1PEPF000509EC.mail.protection.outlook.com (10.167.242.70) with Microsoft SMTP Server (version=TLS1_3) id 15.20.9499.1 via Frontend Transport`,
  'from DB1PEPF000509EC.eurprd03.prod.outlook.com (2603:10a6:10:230::4) by DU2P251CA0019.outlook.office365.com (2603:10a6:10:230::26) with Microsoft SMTP Server (version=TLS1_3) id 15.20.9499.3 via Frontend Transport',
  'from DU2P251CA0019.EURP251.PROD.OUTLOOK.COM (2603:10a6:10:230::26) by AS4PR08MB8045.eurprd08.prod.outlook.com (2603:10a6:20b:585::20) with Microsoft SMTP Server (version=TLS1_2) id 15.20.9499.3',
  'from AS4PR08MB8045.eurprd08.prod.outlook.com (2603:10a6:20b:585::20) by VI1PR08MB3101.eurprd08.prod.outlook.com with HTTPS',
];
const written = [
  'from SN6PR12MB2767.namprd12.prod.outlook.com ([fe80::209d:4e20:fc9e:a726]) by SN6PR12MB2767.namprd12.prod.outlook.com ([fe80::209d:4e20:fc9e:a726%6]) with mapi id 15.20.3742.006',
  'from SN6PR12MB2767.namprd12.prod.outlook.com (2603:10b6:805:75::23) by SN1PR12MB2446.namprd12.prod.outlook.com (2603:10b6:802:26::17) with Microsoft SMTP Server (version=TLS1_2) id 15.20.3742.6',
];
const out = 'NAM03-CO1-obe.outbound.protection.outlook.com';
const onward = (by: string) => [
  `from [192.168.1.5] (198.51.100.5) by ${by} (2603:10a6:20b:2b::7) with Microsoft SMTP Server (version=TLS1_3) id 15.20.9499.3`,
  `from ${out} (${out} [40.107.220.53]) by s1.test (Postfix) with ESMTPS id 1`,
  's1.test > dest.test',
];

describe('Microsoft', () =>
  check([
    [
      'by way of a hop',
      at('firm.test', 's1.test'),
      [hop, ...toMicrosoft('s1.test', '192.0.2.11')],
      'followed',
      'client.test -> s1.test -> firm.test',
      { aliases: microsoft },
    ],
    [
      'by an MX name of the other kind',
      at('firm.test', 's1.test'),
      [hop, ...toMicrosoft('s1.test', '192.0.2.11')],
      'followed',
      'client.test -> s1.test -> firm.test',
      { aliases: { ...s1, 'firm.test': ['firm-test.j-v1.mx.microsoft'] } },
    ],
    [
      'a domain below which its servers are',
      at('outlook.com', 's1.test'),
      [hop, ...toMicrosoft('s1.test', '192.0.2.11')],
      'followed',
      'client.test -> s1.test -> outlook.com',
      { aliases: s1 },
    ],
    [
      'a forged line of the hop',
      at('firm.test', 's1.test'),
      [hop, ...toMicrosoft('s1.test', '203.0.113.66')],
      'followed',
      'client.test -> s1.test? -> firm.test',
      { aliases: microsoft },
    ],
    [
      'forged lines of its own',
      at('firm.test', 's1.test'),
      [
        hop,
        ...toMicrosoft('s1.test', '192.0.2.11'),
        ...toMicrosoft('AS4PR08MB8045.eurprd08.prod.outlook.com', '203.0.113.66'),
      ],
      'followed',
      'client.test -> s1.test? -> firm.test?',
      { aliases: microsoft },
    ],
    [
      'from one customer to another, straight',
      at('firm.test'),
      [...written, ...toMicrosoft(out, '2a01:111:f403:2408::614')],
      'followed',
      'SN6PR12MB2767.namprd12.prod.outlook.com -> firm.test',
      { aliases: microsoft },
    ],
    [
      'from a customer to elsewhere',
      at('dest.test', 's1.test'),
      [
        ...written,
        `from ${out} (${out} [40.107.220.53]) by s1.test (Postfix) with ESMTPS id 1`,
        's1.test > dest.test',
      ],
      'followed',
      'SN1PR12MB2446.namprd12.prod.outlook.com -> s1.test -> dest.test',
      { aliases: s1 },
    ],
    [
      'from a customer to elsewhere, written in his mail program',
      at('dest.test', 's1.test'),
      onward('AS8PR04MB7733.eurprd04.prod.outlook.com'),
      'followed',
      'AS8PR04MB7733.eurprd04.prod.outlook.com -> s1.test -> dest.test',
      { aliases: s1 },
    ],
    [
      'to a customer who sends it elsewhere: what comes by MX is not submitted',
      at('dest.test', 's1.test'),
      onward('DB1PEPF000509EC.mail.protection.outlook.com'),
      'detoured',
      '198.51.100.5 -> *DB1PEPF000509EC.mail.protection.outlook.com? -> s1.test -> dest.test',
      { aliases: s1 },
    ],
    [
      'from a customer to elsewhere, and a stranger that has a name of its',
      at('dest.test', 's1.test'),
      [
        ...written,
        'from x.test (x.test [192.0.2.66]) by Y.namprd12.prod.outlook.com (2603:10b6:802:26::17) with Microsoft SMTP Server id 1',
        `from ${out} (${out} [40.107.220.53]) by s1.test (Postfix) with ESMTPS id 1`,
        's1.test > dest.test',
      ],
      'detoured',
      'SN1PR12MB2446.namprd12.prod.outlook.com -> *Y.namprd12.prod.outlook.com? -> s1.test -> dest.test',
      { aliases: s1 },
    ],
  ]));

const yahoo = { ...s1, 'firm.test': ['mta5.am0.yahoodns.net'] };
const toYahoo = (host: string, address: string) => [
  `from ${address} (EHLO ${host}) by 10.197.40.73 with SMTPs (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256)`,
  'from 10.197.40.73 by atlas116.free.mail.bf1.yahoo.com pod-id NONE with HTTPS',
];

describe('Yahoo', () =>
  check([
    [
      'by way of a hop',
      at('firm.test', 's1.test'),
      [hop, ...toYahoo('s1.test', '192.0.2.11')],
      'followed',
      'client.test -> s1.test -> firm.test',
      { aliases: yahoo },
    ],
    [
      'by its other storage',
      at('yahoo.com', 's1.test'),
      [
        hop,
        ...toYahoo('s1.test', '192.0.2.11').slice(0, 1),
        'from 127.0.0.1 by atlas-production.v2-mail-prod1-bf1.omega.yahoo.com pod-id x with HTTP',
      ],
      'followed',
      'client.test -> s1.test -> yahoo.com',
      { aliases: s1 },
    ],
    [
      'a forged line of the hop',
      at('firm.test', 's1.test'),
      [hop, ...toYahoo('s1.test', '203.0.113.66')],
      'followed',
      'client.test -> s1.test? -> firm.test',
      { aliases: yahoo },
    ],
    [
      'a private address elsewhere',
      at('firm.test', 's1.test'),
      [hop, 's1.test > 10.1.2.3', ...toYahoo('x.test', '192.0.2.66')],
      'detoured',
      'client.test -> s1.test? -> *10.1.2.3? -> firm.test',
      { aliases: yahoo },
    ],
  ]));
