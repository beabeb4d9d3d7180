module.exports = require("../audit.js");
