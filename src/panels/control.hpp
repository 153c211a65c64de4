#pragma once
#include "base/field.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What a panel offers to be set by hand, as values. The interface knows how to draw them, and nothing of who offers them.
namespace eigenscope {

class Panel;

/// A mark under a slider's track.
struct SliderMark {
    double at = 0;
    std::string label;
};

/// What is drawn on a slider, and how much of its range.
struct SliderDecor {
    std::vector<SliderMark> marks = {};
    double red_from = 1e300;                  ///< from here on the track is red
    double filled_from = -1e300;              ///< the track is filled from here to the knob
    double lo = -1e300, hi = 1e300;           ///< the slider shows no more than this part of the range
};

/// What is said about the choices of one member.
struct ChoiceHint {
    std::optional<std::size_t> lit = {};      ///< the one that is in effect, where it is not the one that was chosen
    std::vector<std::string> refusals = {};   ///< a choice with a refusal cannot be chosen, and the refusal says why
};

/// A form of the panel's members, in the order of their description; hidden ones are left out.
struct Fields {
    std::vector<std::string_view> only = {};  ///< these keys and no others, unless empty
    std::vector<std::string_view> skip = {};  ///< keys that have a control elsewhere, or do not apply now
    std::map<std::string, SliderDecor, std::less<>> decor = {};          ///< of the first number of the family member with this id
    std::map<std::string, ChoiceHint, std::less<>> choices = {};         ///< by key
};

/// A number that is no member but follows from them, or acts on them: the panel's `set` gives it another value.
struct Number {
    Field field;
    double value = 0;
    /// Given for a number that acts while it is pulled, always on the panel that the pull began with, and is neutral again afterwards.
    std::optional<double> neutral = {};
};

/// A row of buttons. One without a result is greyed, and `help` is the reason.
struct Buttons {
    struct Button {
        std::string label, help;
        std::shared_ptr<const Panel> result = {};
    };
    std::vector<Button> buttons;
};

/// A heading over what follows, and a sentence about what went before.
struct Heading {
    std::string text;
};
struct Sentence {
    std::string text;
};

/// Room between controls, in design units.
struct Gap {
    double units = 0;
};

/// The closed set of what a panel can offer.
using Control = std::variant<Fields, Number, Buttons, Heading, Sentence, Gap>;

/// The number with a neutral value that is being pulled or typed, and how far.
struct Pulled {
    std::string_view key;
    double amount = 0;
};

}
