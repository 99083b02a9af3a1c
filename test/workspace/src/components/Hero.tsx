import cat from "@/assets/cat.png";

export function Hero() {
  return (
    <header style={{ backgroundImage: "url('/images/hero.jpg')" }}>
      <img src={cat} />
      <img src="/images/mountain lake.jpg" alt="" />
    </header>
  );
}
