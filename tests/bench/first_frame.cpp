#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

/// To be preloaded into a program that uses GLFW: after its first frame is on the screen, prints the milliseconds since
/// FIRST_FRAME_SINCE (nanoseconds of CLOCK_REALTIME, taken just before the program was started) and the processor time of the thread
/// that drew it, and ends it.
struct GLFWwindow;

extern "C" __attribute__((visibility("default"))) void glfwSwapBuffers(GLFWwindow* window);

static double milliseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

extern "C" void glfwSwapBuffers(GLFWwindow* window) {
    using Swap = void (*)(GLFWwindow*);
    using Finish = void (*)();
    using Find = void (*(*)(const char*))();
    const auto swap = reinterpret_cast<Swap>(dlsym(RTLD_NEXT, "glfwSwapBuffers"));
    const auto find = reinterpret_cast<Find>(dlsym(RTLD_NEXT, "glfwGetProcAddress"));
    swap(window);
    if (const auto finish = reinterpret_cast<Finish>(find("glFinish"))) finish();
    const char* since = std::getenv("FIRST_FRAME_SINCE");
    const double start = since ? std::strtod(since, nullptr) * 1e-6 : 0;
    std::printf("%.3f %.3f\n", milliseconds(CLOCK_REALTIME) - start, milliseconds(CLOCK_THREAD_CPUTIME_ID));
    std::fflush(stdout);
    _exit(0);
}
