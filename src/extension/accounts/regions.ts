/**
 * Regions to choose from (OSS help, "Regions and endpoints"; those closed to new buckets are left out). The
 * service has more, which can be typed.
 */

export interface Region {
  /** Without `oss-`. */
  readonly id: string;
  readonly place: string;
  readonly group: string;
}

const byGroup: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Mainland of China": {
    "cn-hangzhou": "Hangzhou",
    "cn-shanghai": "Shanghai",
    "cn-nanjing": "Nanjing",
    "cn-fuzhou": "Fuzhou",
    "cn-qingdao": "Qingdao",
    "cn-beijing": "Beijing",
    "cn-zhangjiakou": "Zhangjiakou",
    "cn-huhehaote": "Hohhot",
    "cn-wulanchabu": "Ulanqab",
    "cn-shenzhen": "Shenzhen",
    "cn-heyuan": "Heyuan",
    "cn-guangzhou": "Guangzhou",
    "cn-chengdu": "Chengdu",
  },
  "Asia Pacific": {
    "cn-hongkong": "Hong Kong",
    "ap-southeast-1": "Singapore",
    "ap-southeast-3": "Kuala Lumpur",
    "ap-southeast-5": "Jakarta",
    "ap-southeast-6": "Manila",
    "ap-southeast-7": "Bangkok",
    "ap-northeast-1": "Tokyo",
    "ap-northeast-2": "Seoul",
  },
  "Europe, Americas, Middle East": {
    "eu-central-1": "Frankfurt",
    "eu-west-1": "London",
    "us-east-1": "Virginia",
    "us-west-1": "Silicon Valley",
    "me-east-1": "Dubai",
  },
};

export const regions: readonly Region[] = Object.entries(byGroup).flatMap(([group, places]) =>
  Object.entries(places).map(([id, place]) => ({ id, place, group })),
);
