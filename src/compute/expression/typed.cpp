#include "compute/expression/typed.hpp"

#include "compute/expression/tokens.hpp"

#include <algorithm>
#include <cassert>

namespace eigenscope {

Result<Typed::Source> Typed::source(std::vector<std::string> given, std::string_view text) {
    Result<Expression> expression = parse_open(text, given);
    if (!expression) return Error{expression.error()};
    const auto& names = expression->variables;
    const auto numbered = [&](std::size_t i) { return "x" + std::to_string(i + 1); };
    const auto occurs = [&](const std::string& name) {
        return std::find(names.begin() + static_cast<std::ptrdiff_t>(given.size()), names.end(), name) != names.end();
    };
    bool numbers = false;
    for (std::size_t i = 0; i < given.size(); ++i) {
        numbers = numbers || occurs(numbered(i));
        if (const std::string capital = "X" + std::to_string(i + 1); occurs(capital)) return Error{"write " + numbered(i) + ", not " + capital};
    }
    if (numbers) {
        for (std::uint32_t i = 0; i < given.size(); ++i)
            if (depends_on(*expression, i))
                return Error{"use " + given[i] + " or " + numbered(i) + ", not both: they are the same variable"};
        std::vector<std::string> indexed;
        for (std::size_t i = 0; i < given.size(); ++i) indexed.push_back(numbered(i));
        expression = parse_open(text, std::move(indexed));
        if (!expression) return Error{expression.error()};
    }
    return Source{std::move(given), std::string(text.substr(left_side(text))), std::move(*expression)};
}

Typed::Typed(std::vector<std::string> variables, std::string_view text) {
    auto read = source(std::move(variables), text);
    assert(read);
    source_ = std::make_shared<const Source>(std::move(*read));
}

Result<Typed> Typed::read(std::string_view text) const {
    auto read = source(source_->given, text);
    if (!read) return Error{read.error()};
    return Typed(std::make_shared<const Source>(std::move(*read)));
}

std::span<const std::string> Typed::parameter_names() const {
    return std::span(source_->expression.variables).subspan(dimension());
}

bool Typed::operator==(const Typed& other) const {
    return source_ == other.source_ || (source_->text == other.source_->text && source_->given == other.source_->given);
}

Parameters matched(const Typed& formula, const Parameters& parameters) {
    Parameters result;
    for (const std::string& name : formula.parameter_names()) {
        const auto known = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& p) { return plain_text(p.name).text == name; });
        result.push_back(known == parameters.end() ? Parameter{name} : Parameter{name, known->value});
    }
    return result;
}

}
