declare module "*.png" {
  const address: string;
  export default address;
}

declare namespace JSX {
  interface IntrinsicElements {
    [element: string]: unknown;
  }
}
