#!/usr/bin/env python3
"""Writes src/scene/colormap_tables.inc: 256 colours for each colormap. Needs nothing but Python 3.

    scripts/colormaps.py > src/scene/colormap_tables.inc

viridis (Smith and van der Walt, 2015) and cividis (Nunez, Anderton and Renslow, PLoS ONE 13(7), 2018) are published as
tables, both without restrictions (CC0); they stand here rounded to 8 bits. deep and balance are our own: a smooth curve through a few
colours in OKLab (Ottosson, 2020), re-spaced so that lightness is a straight line along the map, which is what makes
equal steps of the value look like equal steps. grey is linear in OKLab's lightness too.
"""
import sys

VIRIDIS = """
44015444025645045745055946075a46085c460a5d460b5e470d60470e6147106347116447136548146748166848176948186a481a6c481b6d481c6e
481d6f481f70482071482173482374482475482576482677482878482979472a7a472c7a472d7b472e7c472f7d46307e46327e46337f463480453581
453781453882443983443a83443b84433d84433e85423f854240864241864142874144874045884046883f47883f48893e49893e4a893e4c8a3d4d8a
3d4e8a3c4f8a3c508b3b518b3b528b3a538b3a548c39558c39568c38588c38598c375a8c375b8d365c8d365d8d355e8d355f8d34608d34618d33628d
33638d32648e32658e31668e31678e31688e30698e306a8e2f6b8e2f6c8e2e6d8e2e6e8e2e6f8e2d708e2d718e2c718e2c728e2c738e2b748e2b758e
2a768e2a778e2a788e29798e297a8e297b8e287c8e287d8e277e8e277f8e27808e26818e26828e26828e25838e25848e25858e24868e24878e23888e
23898e238a8d228b8d228c8d228d8d218e8d218f8d21908d21918c20928c20928c20938c1f948c1f958b1f968b1f978b1f988b1f998a1f9a8a1e9b8a
1e9c891e9d891f9e891f9f881fa0881fa1881fa1871fa28720a38620a48621a58521a68522a78522a88423a98324aa8325ab8225ac8226ad8127ad81
28ae8029af7f2ab07f2cb17e2db27d2eb37c2fb47c31b57b32b67a34b67935b77937b87838b9773aba763bbb753dbc743fbc7340bd7242be7144bf70
46c06f48c16e4ac16d4cc26c4ec36b50c46a52c56954c56856c66758c7655ac8645cc8635ec96260ca6063cb5f65cb5e67cc5c69cd5b6ccd5a6ece58
70cf5773d05675d05477d1537ad1517cd2507fd34e81d34d84d44b86d54989d5488bd6468ed64590d74393d74195d84098d83e9bd93c9dd93ba0da39
a2da37a5db36a8db34aadc32addc30b0dd2fb2dd2db5de2bb8de29bade28bddf26c0df25c2df23c5e021c8e020cae11fcde11dd0e11cd2e21bd5e21a
d8e219dae319dde318dfe318e2e418e5e419e7e419eae51aece51befe51cf1e51df4e61ef6e620f8e621fbe723fde725
"""

CIVIDIS = """
00224e00234f00245100255300255400265600275800285900285b00295d002a5f002a61002b62002c64002c66002d68002e6a002e6c002f6d00306f
0030700031700031710132710533710833700c34700f357012357014367016377018376f1a386f1c396f1e3a6f203a6f213b6e233c6e243c6e263d6e
273e6e293f6e2a3f6d2b406d2d416d2e416d2f426d31436d32436d33446d34456c35456c36466c38476c39486c3a486c3b496c3c4a6c3d4a6c3e4b6c
3f4c6c404c6c414d6c424e6c434e6c444f6c45506c46516c47516c48526c49536c4a536c4b546c4c556c4d556c4e566c4f576c50576c51586d52596d
535a6d545a6d555b6d555c6d565c6d575d6d585e6d595e6e5a5f6e5b606e5c616e5d616e5e626e5e636f5f636f60646f61656f62656f636670646770
656870656870666970676a71686a71696b716a6c716b6d726c6d726c6e726d6f726e6f736f7073707173717274727274727374737475747475757575
7676767777767777777878777979777a7a787b7a787c7b787d7c787e7c787e7d787f7e78807f78817f78828079838179848279858279868379878478
8885788985788a86788b87788c88788d88788e89788f8a78908b78918b78928c78928d78938e78948e77958f779690779791779892779992779a9376
9b94769c95769d95769e96769f9775a09875a19975a29975a39a74a49b74a59c74a69c74a79d73a89e73a99f73aaa073aba072aca172ada272aea371
afa471b0a571b1a570b3a670b4a76fb5a86fb6a96fb7a96eb8aa6eb9ab6dbaac6dbbad6dbcae6cbdae6cbeaf6bbfb06bc0b16ac1b26ac2b369c3b369
c4b468c5b568c6b667c7b767c8b866c9b965cbb965ccba64cdbb63cebc63cfbd62d0be62d1bf61d2c060d3c05fd4c15fd5c25ed6c35dd7c45cd9c55c
dac65bdbc75adcc859ddc858dec958dfca57e0cb56e1cc55e2cd54e4ce53e5cf52e6d051e7d150e8d24fe9d34eead34cebd44bedd54aeed649efd748
f0d846f1d945f2da44f3db42f5dc41f6dd3ff7de3ef8df3cf9e03afbe138fce236fde334fee434fee535fee636fee838
"""

# Night sea, teal, green, sand: the minimum of a function is the bright place, its far field recedes.
DEEP = ["#171b33", "#1f2848", "#243259", "#2a5276", "#387487", "#4e9690", "#7db896", "#bcd096", "#f9e896"]

# Two arms of equal lightness around a light middle; blue against orange survives all common kinds of colour blindness.
BALANCE_LOW = ["#183979", "#2f66b5", "#7aa5dc", "#c3d6ea", "#f1f0ee"]
BALANCE_HIGH = ["#f1f0ee", "#f0d3b4", "#dd9a58", "#b0601d", "#612c01"]


def to_linear(c):
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def to_srgb(c):
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055


def oklab(hexadecimal):
    r, g, b = (to_linear(int(hexadecimal[i:i + 2], 16) / 255) for i in (1, 3, 5))
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)


def rgb8(lab):
    L, a, b = lab
    l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (L - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
              -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
              -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
    return tuple(round(255 * to_srgb(min(1.0, max(0.0, c)))) for c in linear)


def monotone_slopes(x, y):
    """Slopes of the monotone cubic interpolant (Fritsch and Butland, 1984)."""
    n = len(x)
    d = [(y[i + 1] - y[i]) / (x[i + 1] - x[i]) for i in range(n - 1)]
    slopes = [d[0]]
    for i in range(1, n - 1):
        if d[i - 1] * d[i] <= 0:
            slopes.append(0.0)
        else:
            h0, h1 = x[i] - x[i - 1], x[i + 1] - x[i]
            w = (h0 + 2 * h1) / (3 * (h0 + h1))
            slopes.append(d[i - 1] * d[i] / (w * d[i] + (1 - w) * d[i - 1]))
    return slopes + [d[-1]]


def cubic(x, y, slopes, at):
    i = max(j for j in range(len(x) - 1) if x[j] <= at or j == 0)
    h = x[i + 1] - x[i]
    t = (at - x[i]) / h
    return ((1 + 2 * t) * (1 - t) ** 2 * y[i] + t * (1 - t) ** 2 * h * slopes[i]
            + t * t * (3 - 2 * t) * y[i + 1] + t * t * (t - 1) * h * slopes[i + 1])


def through(colors, count):
    """`count` colours along the curve through `colors`, evenly spaced in lightness (which must rise or fall throughout)."""
    labs = [oklab(c) for c in colors]
    if labs[0][0] > labs[-1][0]:
        return through(colors[::-1], count)[::-1]
    lightness = [lab[0] for lab in labs]
    assert all(a < b for a, b in zip(lightness, lightness[1:])), colors
    a, b = ([lab[k] for lab in labs] for k in (1, 2))
    slopes_a, slopes_b = monotone_slopes(lightness, a), monotone_slopes(lightness, b)
    row = []
    for i in range(count):
        L = lightness[0] + (lightness[-1] - lightness[0]) * i / (count - 1)
        row.append(rgb8((L, cubic(lightness, a, slopes_a, L), cubic(lightness, b, slopes_b, L))))
    return row


def published(table):
    digits = "".join(table.split())
    return [tuple(int(digits[i + k:i + k + 2], 16) for k in (0, 2, 4)) for i in range(0, len(digits), 6)]


def balance():
    # 256 entries have no middle one: 257 around the light centre, without the centre itself.
    low, high = through(BALANCE_LOW, 129), through(BALANCE_HIGH, 129)
    return low[:128] + high[1:]


def main():
    maps = {
        "deep": through(DEEP, 256),
        "viridis": published(VIRIDIS),
        "cividis": published(CIVIDIS),
        "balance": balance(),
        "grey": [rgb8((0.15 + 0.83 * i / 255, 0, 0)) for i in range(256)],
    }
    out = sys.stdout
    out.write("// Written by scripts/colormaps.py; 0xRRGGBB from low to high.\n")
    for name, colors in maps.items():
        assert len(colors) == 256
        out.write(f"constexpr std::array<std::uint32_t, 256> {name}_table = {{\n")
        for i in range(0, 256, 12):
            out.write("    " + " ".join("0x%02x%02x%02x," % c for c in colors[i:i + 12]) + "\n")
        out.write("};\n")


if __name__ == "__main__":
    main()
