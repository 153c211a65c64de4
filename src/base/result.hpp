#pragma once
#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace eigenscope {

/// A sentence for the user: what is wrong, where, and what to do.
struct Error {
    std::string what;
    bool operator==(const Error&) const = default;
};

/// A value, or the sentence the user will read. (std::expected comes with C++23.)
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return content_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T& operator*() const& { assert(has_value()); return *std::get_if<0>(&content_); }
    T& operator*() & { assert(has_value()); return *std::get_if<0>(&content_); }
    T&& operator*() && { assert(has_value()); return std::move(*std::get_if<0>(&content_)); }
    const T* operator->() const { assert(has_value()); return std::get_if<0>(&content_); }
    T* operator->() { assert(has_value()); return std::get_if<0>(&content_); }

    const std::string& error() const { assert(!has_value()); return std::get_if<1>(&content_)->what; }

private:
    std::variant<T, Error> content_;
};

/// Done, or the sentence the user will read.
using Status = Result<std::monostate>;
inline Status done() { return std::monostate{}; }

}
